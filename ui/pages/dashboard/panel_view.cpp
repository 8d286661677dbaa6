#include "ui/pages/dashboard/panel_view.h"

#include <QPointer>
#include <algorithm>

#include "model/prometheus/dashboard/values.h"
#include "ui/base/format.h"
#include "ui/pages/dashboard/dashboard_words.h"

namespace claimscope::ui {
namespace {

constexpr std::int64_t kEveryMs = 30'000;  ///< a panel is asked again after this, by the time of the snapshots

}  // namespace

PanelView::PanelView(Look& look, std::shared_ptr<const dashboard::Dashboard> board, std::size_t index, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_board(std::move(board)),
      m_index(index),
      m_panel(new Panel(look, plain(m_board->panels[index].title), this)),
      m_chip(new Chip(look)),
      m_stack(new QStackedWidget),
      m_front(new QWidget),
      m_frontLayout(new QVBoxLayout(m_front)),
      m_foot(new PlainLabel(look, FontRole::caption, Ink::muted)) {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(m_panel);
  m_chip->setFocusPolicy(Qt::StrongFocus);
  m_panel->addTool(m_chip);
  connect(m_chip, &Chip::clicked, this, [this] { setQueries(!showsQueries()); });
  m_frontLayout->setContentsMargins(0, 4, 0, 4);
  m_frontLayout->setSpacing(2);
  m_foot->setContentsMargins(12, 0, 12, 0);
  m_foot->hide();
  m_frontLayout->addWidget(m_foot);
  m_stack->addWidget(m_front);
  m_panel->setBody(m_stack);
  showVerdict();
}

void PanelView::showVerdict() {
  const VerdictLook verdict = panelLook(panel());
  m_chip->setVisible(!panel().targets.empty() || !panel().notes.empty());
  m_chip->setTexts(verdict.word.isEmpty() ? tr("Queries") : verdict.word);
  m_chip->setTone(verdict.tone);
  m_chip->setMark(verdict.mark);
  m_chip->setToolTip(tr("Queries and what is said of them"));
  m_chip->setAccessibleName(tr("%1: query %2").arg(plain(panel().title), verdict.word));
}

QString PanelView::foot() const {
  return m_foot->isHidden() ? QString() : m_foot->text();
}

void PanelView::setQueries(bool shown) {
  if (shown && m_card == nullptr) {
    m_card = new QueryCard(m_look, panel());
    m_stack->addWidget(m_card);
  }
  m_stack->setCurrentWidget(shown ? static_cast<QWidget*>(m_card) : m_front);
}

void PanelView::setBoard(std::shared_ptr<const dashboard::Dashboard> board) {
  m_board = std::move(board);
  showVerdict();
  if (m_card != nullptr) {
    const bool shown = showsQueries();
    m_stack->setCurrentWidget(m_front);
    delete m_card;
    m_card = nullptr;
    setQueries(shown);
  }
}

void PanelView::forget() {
  ++m_number;
  m_asked = {};
  m_answers.clear();
  m_arriving.clear();
  m_expected = 0;
}

void PanelView::showBody(QWidget* body) {
  if (body == m_body) {
    return;
  }
  if (m_body != nullptr) {
    m_frontLayout->removeWidget(m_body);
    m_body->deleteLater();
    m_body->hide();
  }
  m_body = body;
  m_frontLayout->insertWidget(0, body, 1);
}

void PanelView::showNote(State state, Mark mark, const QString& title, const QString& detail) {
  m_state = state;
  const QString said = title + QLatin1Char('\n') + detail;
  const QString words = footWords({});
  m_foot->setText(words);
  m_foot->setVisible(!words.isEmpty());
  if (said == m_noteShown && m_content == nullptr && m_body != nullptr) {
    return;
  }
  m_noteShown = said;
  m_content = nullptr;
  showBody(makeNote(m_look, mark, title, detail));
}

QString PanelView::footWords(const QString& of) const {
  QStringList parts;
  const bool corrected = std::any_of(panel().targets.begin(), panel().targets.end(), [](const dashboard::Target& target) {
    return target.asksPrometheus() && !target.verdict.valid() && !target.verdict.corrected.empty();
  });
  if (corrected && m_state == State::drawn) {
    parts += tr("the corrected query is drawn");
  }
  if (!of.isEmpty()) {
    parts += of;
  }
  for (const std::string& note : panel().notes) {
    if (m_state == State::drawn) {
      parts += plain(note);
    }
  }
  return parts.join(QStringLiteral(" · "));
}

void PanelView::refresh(const prometheus::Metrics* metrics, const AskMetrics& ask, Time now, std::int64_t rangeMs) {
  if (panel().kind == dashboard::PanelKind::text) {
    if (m_body == nullptr) {
      auto* label = new PlainLabel(m_look, FontRole::body, Ink::secondary);
      label->setText(plainLines(panel().text));
      label->setWordWrap(true);
      label->setSelectable(true);
      label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
      label->setContentsMargins(12, 8, 12, 8);
      m_state = State::text;
      showBody(label);
    }
    return;
  }
  if (panel().kind == dashboard::PanelKind::other) {
    return showNote(State::notDrawn, Mark::unknown, tr("Not drawn here"),
                    panel().notes.empty() ? QString() : plain(panel().notes.front()));
  }
  const auto state = metrics == nullptr ? prometheus::State::notConfigured : metrics->state;
  if (state == prometheus::State::notConfigured && m_answers.empty()) {
    return showNote(State::noServer, Mark::notConfigured, tr("No Prometheus is known"),
                    metrics == nullptr ? tr("Files have none. Open a cluster or the demo.")
                                       : tr("Name one in Settings, or give --prometheus."));
  }
  if ((state == prometheus::State::forbidden || state == prometheus::State::failed) && m_answers.empty()) {
    return showNote(State::failed, state == prometheus::State::forbidden ? Mark::warning : Mark::critical,
                    metrics->error ? plain(metrics->error->message) : tr("Prometheus does not answer"),
                    metrics->error ? plain(metrics->error->fix) : QString());
  }
  const bool due = !m_asked.isSet() || now - m_asked >= kEveryMs || now < m_asked;
  if (due && (state == prometheus::State::live || state == prometheus::State::stale) && ask) {
    send(ask, now, rangeMs);
  } else if (m_body == nullptr) {
    m_state = State::loading;
    showBody(new Skeleton(m_look, 4));
  }
}

void PanelView::send(const AskMetrics& ask, Time now, std::int64_t rangeMs) {
  m_asked = now;
  const std::uint64_t number = ++m_number;
  m_arriving.clear();
  m_expected = 0;
  std::vector<prometheus::RangeQuestion> questions;
  QStringList why;
  for (std::size_t i = 0; i < panel().targets.size(); ++i) {
    const dashboard::Target& target = panel().targets[i];
    if (target.hidden) {
      continue;
    }
    const dashboard::Ask asked = dashboard::askOf(*m_board, target, now);
    if (asked.query.empty()) {
      why += plain(asked.why);
      continue;
    }
    const prometheus::RangeQuestion question = dashboard::questionOf(panel(), target, asked.query, now, rangeMs);
    m_arriving.push_back({i, nullptr, question.from, question.to, question.stepMs});
    questions.push_back(question);
  }
  m_expected = questions.size();
  if (m_expected == 0) {
    const bool invalid = std::any_of(panel().targets.begin(), panel().targets.end(), [](const dashboard::Target& target) {
      return target.asksPrometheus() && !target.verdict.valid();
    });
    if (invalid) {
      const promql::Verdict& verdict = std::find_if(panel().targets.begin(), panel().targets.end(), [](const auto& target) {
                                         return target.asksPrometheus() && !target.verdict.valid();
                                       })->verdict;
      return showNote(State::unaskable, Mark::critical, plain(verdict.remarks.front().what), plain(verdict.remarks.front().why));
    }
    why.removeDuplicates();
    return showNote(State::unaskable, Mark::unknown, tr("Nothing can be asked"), why.join(QStringLiteral(", ")));
  }
  if (m_answers.empty()) {
    m_state = State::loading;
    showBody(new Skeleton(m_look, 4));
    m_content = nullptr;
    m_noteShown.clear();
  }
  for (std::size_t i = 0; i < questions.size(); ++i) {
    ask(questions[i], [guard = QPointer<PanelView>(this), number, i](prometheus::AnswerPtr answer) {
      if (guard.isNull() || guard->m_number != number || answer == nullptr || guard->m_arriving[i].answer != nullptr) {
        return;
      }
      guard->m_arriving[i].answer = std::move(answer);
      if (--guard->m_expected == 0) {
        guard->m_answers = guard->m_arriving;
        guard->showAnswers();
      }
    });
  }
}

void PanelView::showAnswers() {
  std::vector<PanelAnswer> good;
  const Error* error = nullptr;
  for (const PanelAnswer& answer : m_answers) {
    if (answer.answer->error) {
      error = &*answer.answer->error;
    } else {
      good.push_back(answer);
    }
  }
  if (good.empty() && error != nullptr) {
    return showNote(State::failed, Mark::critical, plain(error->message), plain(error->fix));
  }
  const PanelContent content = makeContent(m_look, panel(), good, m_content);
  if (content.widget == nullptr) {
    QString detail = tr("Absent is not zero.");
    for (const dashboard::Target& target : panel().targets) {
      for (const promql::Remark& remark : target.verdict.remarks) {
        if (remark.id == "mapped" || remark.id == "noSeries" || remark.id == "unknownMetric") {
          detail += QLatin1Char(' ') + plain(remark.why);
        }
      }
    }
    return showNote(State::noData, Mark::unknown, tr("No series answers this query"), detail);
  }
  m_state = State::drawn;
  m_noteShown.clear();
  m_content = content.widget;
  showBody(content.widget);
  QString words = content.foot;
  if (error != nullptr) {
    words += (words.isEmpty() ? QString() : QStringLiteral(" · ")) + tr("one query failed: %1").arg(plain(error->message));
  }
  m_foot->setText(footWords(words));
  m_foot->setVisible(!m_foot->text().isEmpty());
}

}  // namespace claimscope::ui
