#include "ui/pages/troubleshoot/log_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPointer>
#include <QScrollBar>

#include "ui/base/format.h"
#include "ui/pages/actions/card.h"
#include "ui/pages/explanation/wrap_text.h"
#include "ui/pages/troubleshoot/log_lines.h"
#include "ui/pages/troubleshoot/log_sheet.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kExcerpt = 9;
constexpr int kSkeletonRows = 5;

QString sizeOf(std::size_t bytes) {
  return bytes < 1024 ? LogPanel::tr("%1 bytes").arg(bytes) : LogPanel::tr("%1 KB").arg((bytes + 1023) / 1024);
}

/// The same pods with the same words: what was read stays.
bool sameLogs(const std::vector<diagnosis::DriverLog>& a, const std::vector<diagnosis::DriverLog>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const diagnosis::DriverLog& x, const diagnosis::DriverLog& y) {
    return x.namespaceName == y.namespaceName && x.pod == y.pod && x.container == y.container && x.words == y.words;
  });
}

Mark markOf(ErrorCode code) {
  return code == ErrorCode::notFound || code == ErrorCode::notServed ? Mark::notice
         : code == ErrorCode::forbidden                              ? Mark::unknown
                                                                     : Mark::warning;
}

}  // namespace

LogPanel::LogPanel(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_panel(new Panel(look, tr("Driver log"), this)),
      m_copy(new Button(look, ButtonStyle::ghost, tr("Copy"), true)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_panel);
  m_panel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  m_copy->setIconId(QStringLiteral("copy"));
  m_copy->setToolTip(tr("Copy every line that was read"));
  m_panel->addTool(m_copy);
  connect(m_copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(logCopyText(m_text)); });
  hide();
}

void LogPanel::setLogs(std::vector<diagnosis::DriverLog> logs) {
  const bool same = sameLogs(logs, m_logs);
  m_logs = std::move(logs);
  setVisible(!m_logs.empty());
  if (m_logs.empty()) {
    forget();
  } else if (!same || m_panel->body() == nullptr) {
    forget();
    refresh();
  }
}

void LogPanel::forget() {
  ++m_question;
  m_at = 0;
  m_state = State::offered;
  m_text = {};
  m_error = {};
  m_isPrevious = false;
}

void LogPanel::read(bool previous) {
  if (m_logs.empty() || !m_ask) {
    return;
  }
  m_isPrevious = previous;
  m_state = State::loading;
  refresh();
  m_ask(current().request(previous), [self = QPointer<LogPanel>(this), question = ++m_question](const Result<PodLog>& log) {
    if (self != nullptr) {
      self->answer(question, log);
    }
  });
}

void LogPanel::answer(std::uint64_t question, const Result<PodLog>& log) {
  if (question != m_question || m_logs.empty()) {
    return;  // of another pod, or of another source
  }
  if (log) {
    m_text = diagnosis::readLogText(*log, current().words);
    m_state = State::shown;
  } else {
    m_error = log.error();
    m_state = State::refused;
  }
  refresh();
}

QString LogPanel::facts() const {
  const auto all = static_cast<std::int64_t>(m_text.lines.size());
  QString out = m_text.deciding == diagnosis::LogText::kNone
                    ? tr("%1, none an error").arg(counted(all, tr("line"), tr("lines")))
                    : tr("line %1 of %2 decides").arg(number(static_cast<std::int64_t>(m_text.deciding) + 1), number(all));
  out += QStringLiteral(" · ") + tr("%1 read").arg(sizeOf(m_text.bytes));
  if (m_text.cut) {
    out += QStringLiteral(" · ") + tr("cut: the newest lines are missing");
  }
  if (m_text.left > 0) {
    out += QStringLiteral(" · ") + tr("%1 older lines left out").arg(number(static_cast<std::int64_t>(m_text.left)));
  }
  return out;
}

void LogPanel::refresh() {
  const diagnosis::DriverLog& log = current();
  m_panel->setTitle(m_isPrevious && m_state != State::offered ? tr("Driver log, previous container") : tr("Driver log"));
  m_panel->setScope(plain(log.pod));
  m_copy->setVisible(m_state == State::shown && !m_text.empty());
  m_lines = nullptr;
  m_show = m_previous = m_full = m_next = nullptr;
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 10);
  column->setSpacing(8);
  switch (m_state) {
    case State::offered:
      addOffer(body, column);
      break;
    case State::loading:
      column->addWidget(new Skeleton(m_look, kSkeletonRows, 18, body));
      break;
    case State::shown:
      addLines(body, column);
      break;
    case State::refused:
      addRefusal(body, column);
      break;
  }
  addButtons(body, column);
  m_panel->setBody(body);
  m_panel->setAccessibleName(tr("Driver log of %1").arg(plain(log.pod)));
}

void LogPanel::addOffer(QWidget* body, QVBoxLayout* column) {
  auto* words = new WrapText(m_look, FontRole::small, Ink::muted, 3, body);
  words->setText(tr("%1 on %2. It is read only when you ask for it.").arg(plain(current().driver), plain(current().node)));
  auto* inner = new QHBoxLayout;
  inner->setContentsMargins(12, 10, 12, 0);
  inner->addWidget(words);
  column->addLayout(inner);
}

void LogPanel::addLines(QWidget* body, QVBoxLayout* column) {
  if (m_text.empty()) {
    auto* words = new WrapText(m_look, FontRole::small, Ink::muted, 3, body);
    words->setText(tr("The container has written nothing."));
    auto* inner = new QHBoxLayout;
    inner->setContentsMargins(12, 10, 12, 0);
    inner->addWidget(words);
    column->addLayout(inner);
    return;
  }
  m_lines = new LogLines(m_look, body);
  m_lines->setText(m_text, kExcerpt);
  column->addWidget(m_lines);
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(12, 0, 12, 0);
  foot->setSpacing(8);
  foot->addWidget(new PlainLabel(m_look, FontRole::caption, m_text.cut ? Ink::warning : Ink::muted, facts(), body), 1);
  m_full = new Button(m_look, ButtonStyle::link, tr("Open full log"), true, body);
  connect(m_full, &QAbstractButton::clicked, this, &LogPanel::openFull);
  foot->addWidget(m_full);
  column->addLayout(foot);
}

void LogPanel::addRefusal(QWidget* body, QVBoxLayout* column) {
  auto* inner = new QHBoxLayout;
  inner->setContentsMargins(12, 10, 12, 0);
  inner->setSpacing(8);
  auto* shape = new MarkBox(m_look, 16, body);
  shape->setMark(markOf(m_error.code));
  inner->addWidget(shape, 0, Qt::AlignTop);
  auto* words = new QVBoxLayout;
  words->setSpacing(6);
  auto* cause = new WrapText(m_look, FontRole::small, Ink::primary, 6, body);
  cause->setText(plain(m_error.message));
  words->addWidget(cause);
  if (!m_error.fix.empty()) {
    auto* fix = new WrapText(m_look, FontRole::small, Ink::muted, 6, body);
    fix->setText(plain(m_error.fix));
    words->addWidget(fix);
  }
  inner->addLayout(words, 1);
  column->addLayout(inner);
}

void LogPanel::addButtons(QWidget* body, QVBoxLayout* column) {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(12, 0, 12, 0);
  row->setSpacing(8);
  const bool first = m_state == State::offered;
  m_show = new Button(m_look, ButtonStyle::normal, first ? tr("Show the last 200 lines") : tr("Read again"), true, body);
  m_show->setEnabled(m_state != State::loading && static_cast<bool>(m_ask));
  connect(m_show, &QAbstractButton::clicked, this, [this] { read(m_state != State::offered && m_isPrevious); });
  row->addWidget(m_show);
  if (!first) {
    m_previous =
        new Button(m_look, ButtonStyle::normal, m_isPrevious ? tr("Running container") : tr("Previous container"), true, body);
    m_previous->setToolTip(m_isPrevious ? tr("The log of the container that runs now")
                                        : tr("The log of the container before its last restart: why it ended"));
    m_previous->setEnabled(m_state != State::loading);
    connect(m_previous, &QAbstractButton::clicked, this, [this] { read(!m_isPrevious); });
    row->addWidget(m_previous);
  }
  row->addStretch(1);
  if (m_logs.size() > 1) {
    m_next = new Button(m_look, ButtonStyle::link, tr("Next pod, %1 of %2").arg(m_at + 1).arg(m_logs.size()), true, body);
    connect(m_next, &QAbstractButton::clicked, this, [this] {
      const std::size_t next = (m_at + 1) % m_logs.size();
      forget();
      m_at = next;
      refresh();
    });
    row->addWidget(m_next);
  }
  column->addLayout(row);
}

void LogPanel::openFull() {
  const diagnosis::DriverLog& log = current();
  auto* sheet = new LogSheet(m_look, plain(log.namespaceName + "/" + log.pod + " · " + log.container), facts(), m_text, window());
  sheet->open();
}

}  // namespace claimscope::ui
