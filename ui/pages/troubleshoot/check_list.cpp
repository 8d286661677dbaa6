#include "ui/pages/troubleshoot/check_list.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/line_list.h"
#include "ui/pages/explanation/command_box.h"
#include "ui/pages/explanation/wrap_text.h"

namespace claimscope::ui {
namespace {

constexpr int kHead = 56;
constexpr int kTag = 70;
constexpr int kTextLeft = 12 + 18 + 16 + 10 + kTag + 12;
constexpr std::size_t kMostEvidence = 12;

std::size_t decidingStep(const diagnosis::WorkflowResult& result) {
  const auto proven = std::find_if(result.steps.begin(), result.steps.end(), [](const diagnosis::WorkflowStep& step) {
    return step.verdict == diagnosis::StepVerdict::proven && !step.effect;
  });
  return static_cast<std::size_t>(proven - result.steps.begin());
}

}  // namespace

QString verdictName(diagnosis::StepVerdict verdict) {
  switch (verdict) {
    case diagnosis::StepVerdict::proven:
      return QObject::tr("Proven");
    case diagnosis::StepVerdict::ruledOut:
      return QObject::tr("Ruled out");
    case diagnosis::StepVerdict::unknown:
      return QObject::tr("Unknown");
    case diagnosis::StepVerdict::notReached:
      break;
  }
  return QObject::tr("Not needed");
}

Mark markOf(diagnosis::StepVerdict verdict, diagnosis::Severity severity) {
  switch (verdict) {
    case diagnosis::StepVerdict::proven:
      return severity == diagnosis::Severity::notice ? Mark::warning : markOf(severity);
    case diagnosis::StepVerdict::ruledOut:
      return Mark::ok;
    case diagnosis::StepVerdict::unknown:
      return Mark::unknown;
    case diagnosis::StepVerdict::notReached:
      break;
  }
  return Mark::notConfigured;
}

/// Two lines always; evidence, next step and commands below while open.
class CheckRow final : public QWidget {
 public:
  CheckRow(Look& look, int number, const diagnosis::WorkflowStep& step, diagnosis::Severity severity,
           std::function<void(const ObjectRef&)> show, QWidget* parent)
      : QWidget(parent),
        m_look(look),
        m_number(number),
        m_verdict(step.verdict),
        m_mark(markOf(step.verdict, severity)),
        m_role(step.verdict != diagnosis::StepVerdict::proven ? QString()
               : step.effect                                  ? CheckList::tr("effect")
                                                              : CheckList::tr("cause")),
        m_title(said(step.title)),
        m_looked(said(step.looked)),
        m_found(said(step.found)) {
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(QStringLiteral("%1. %2: %3").arg(number).arg(m_title, verdictName(step.verdict)));
    setAccessibleDescription(m_looked + QLatin1Char(' ') + m_found);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(kTextLeft, 8, 12, 0);
    head->addStretch(1);
    if (!step.command.empty()) {
      auto* copy = new Button(look, ButtonStyle::link, CheckList::tr("kubectl"), true, this);
      copy->setIconId(QStringLiteral("terminal"));
      copy->setToolTip(toolTipText(CheckList::tr("Copies:\n%1").arg(plainLines(step.command))));
      const QString command = plainLines(step.command);
      QObject::connect(copy, &QAbstractButton::clicked, this, [command] { QGuiApplication::clipboard()->setText(command); });
      head->addWidget(copy, 0, Qt::AlignTop);
      m_copyWidth = copy->sizeHint().width() + 8;
    }
    auto* headBox = new QWidget(this);
    headBox->setLayout(head);
    headBox->setFixedHeight(kHead);
    column->addWidget(headBox);
    m_body = new QWidget(this);
    auto* body = new QVBoxLayout(m_body);
    body->setContentsMargins(30, 0, 12, 12);
    body->setSpacing(8);
    fill(body, step, std::move(show));
    m_body->hide();
    column->addWidget(m_body);
    setCursor(Qt::PointingHandCursor);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }
  [[nodiscard]] bool isOpen() const { return !m_body->isHidden(); }
  void setOpen(bool open) {
    m_body->setVisible(open);
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = m_look.theme();
    if (isOpen()) {
      painter.fillRect(rect(), theme.bg.selected);
      painter.fillRect(0, 0, 3, height(), theme.accent.fill);
    } else if (underMouse()) {
      painter.fillRect(rect(), theme.bg.hover);
    }
    painter.fillRect(0, height() - 1, width(), 1, theme.border.subtle);
    painter.setFont(m_look.font(FontRole::mono));
    painter.setPen(theme.text.muted);
    painter.drawText(QRect(12, 9, 18, 20), Qt::AlignLeft | Qt::AlignVCenter, QString::number(m_number));
    paintMark(painter, QRectF(30, 11, 16, 16), m_mark, theme, isOpen() ? theme.bg.selected : theme.bg.panel);
    paintTag(painter, QRect(56, 10, kTag, 18));
    const int role = m_role.isEmpty() ? 0 : QFontMetrics(m_look.font(FontRole::small)).horizontalAdvance(m_role) + 14;
    if (role > 0) {
      const QRect chip(width() - 12 - m_copyWidth - role, 10, role, 18);
      painter.setPen(QPen(theme.border.normal, 1));
      painter.setBrush(theme.bg.raised);
      painter.drawRoundedRect(QRectF(chip).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
      painter.setPen(theme.text.secondary);
      painter.setFont(m_look.font(FontRole::small));
      painter.drawText(chip, Qt::AlignCenter, m_role);
    }
    const int room = std::max(0, width() - kTextLeft - 12 - m_copyWidth - (role > 0 ? role + 8 : 0));
    painter.setFont(m_look.font(isOpen() ? FontRole::bodyStrong : FontRole::bodyMedium));
    painter.setPen(m_verdict == diagnosis::StepVerdict::notReached ? theme.text.muted : theme.text.primary);
    painter.drawText(QRect(kTextLeft, 9, room, 20), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_title, Qt::ElideRight, room));
    paintSecond(painter, QRect(kTextLeft, 30, std::max(0, width() - kTextLeft - 12), 18));
    if (hasFocus()) {
      paintFocusRing(painter, QRectF(rect()), 0, theme);
    }
  }
  void mouseReleaseEvent(QMouseEvent* event) override {
    if (event->button() == Qt::LeftButton && event->position().y() < kHead) {
      setOpen(!isOpen());
    }
  }
  void keyPressEvent(QKeyEvent* event) override {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) {
      setOpen(!isOpen());
    } else {
      QWidget::keyPressEvent(event);
    }
  }
  void enterEvent(QEnterEvent*) override { update(); }
  void leaveEvent(QEvent*) override { update(); }

 private:
  void paintTag(QPainter& painter, const QRect& rect) const {
    const Theme& theme = m_look.theme();
    const auto& severity = theme.severity;
    const bool proven = m_verdict == diagnosis::StepVerdict::proven;
    const bool ok = m_verdict == diagnosis::StepVerdict::ruledOut;
    const QColor ink = proven ? (m_mark == Mark::critical ? severity.critical : severity.warning)
                       : ok   ? severity.ok
                              : severity.unknown;
    const QColor ground = proven ? (m_mark == Mark::critical ? severity.criticalSoft : severity.warningSoft)
                          : ok   ? severity.okSoft
                                 : severity.unknownSoft;
    painter.setPen(theme.highContrast ? QPen(ink, 1) : QPen(Qt::NoPen));
    painter.setBrush(ground);
    painter.drawRoundedRect(rect, 4, 4);
    painter.setPen(ink);
    painter.setFont(m_look.font(FontRole::captionStrong));
    const QString words = verdictName(m_verdict);
    painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(words, Qt::ElideRight, rect.width() - 4));
  }
  void paintSecond(QPainter& painter, const QRect& rect) const {
    const Theme& theme = m_look.theme();
    painter.setFont(m_look.font(FontRole::small));
    const QFontMetrics metrics(painter.font());
    const int most = m_found.isEmpty() ? rect.width() : rect.width() * 11 / 20;
    const QString what = metrics.elidedText(m_looked, Qt::ElideMiddle, most);
    const int looked = metrics.horizontalAdvance(what) + 2;
    painter.setPen(theme.text.muted);
    painter.drawText(QRect(rect.x(), rect.y(), looked, rect.height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     what);
    if (!m_found.isEmpty()) {
      int x = rect.x() + looked;
      if (!m_looked.isEmpty()) {
        painter.setPen(theme.text.disabled);
        painter.drawText(QRect(x, rect.y(), 16, rect.height()), Qt::AlignCenter, QStringLiteral("·"));
        x += 16;
      }
      const int room = std::max(0, rect.right() - x);
      painter.setPen(theme.text.secondary);
      painter.drawText(QRect(x, rect.y(), room, rect.height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                       metrics.elidedText(m_found, Qt::ElideRight, room));
    }
  }
  void fill(QVBoxLayout* body, const diagnosis::WorkflowStep& step, std::function<void(const ObjectRef&)> show) {
    if (!step.found.empty()) {
      auto* found = new WrapText(m_look, FontRole::small, Ink::secondary, 4, m_body);
      found->setText(m_found);
      body->addWidget(found);
    }
    if (!step.evidence.empty()) {
      auto* list = new LineList(m_look, 20, 330, m_body);
      list->setAccessibleName(CheckList::tr("Evidence"));
      std::vector<TextLine> lines;
      for (std::size_t i = 0; i < step.evidence.size() && i < kMostEvidence; ++i) {
        const diagnosis::Evidence& evidence = step.evidence[i];
        TextLine line;
        line.text = plain(evidence.object) + (evidence.field.empty() ? QString() : QStringLiteral("  ") + plain(evidence.field));
        line.detail = plain(evidence.value);
        line.ink = Ink::secondary;
        line.detailInk = Ink::primary;
        line.tooltip =
            plain(evidence.object) + QLatin1Char('\n') + plain(evidence.field) + QLatin1Char('\n') + plain(evidence.value);
        lines.push_back(std::move(line));
      }
      if (step.evidence.size() > kMostEvidence) {
        TextLine line;
        line.text = CheckList::tr("and %1 more").arg(number(static_cast<std::int64_t>(step.evidence.size() - kMostEvidence)));
        line.ink = Ink::muted;
        lines.push_back(std::move(line));
      }
      list->setLines(std::move(lines));
      body->addWidget(list);
    }
    if (!step.next.empty()) {
      auto* next = new WrapText(m_look, FontRole::small, Ink::primary, 4, m_body);
      next->setText(CheckList::tr("Next: %1").arg(said(step.next)));
      body->addWidget(next);
    }
    if (!step.command.empty()) {
      auto* box = new CommandBox(m_look, m_body);
      box->setCommand(QString::fromStdString(step.command));
      body->addWidget(box);
    }
    if (!step.objects.empty()) {
      // One below the other: side by side they would be wider than the panel.
      auto* links = new QVBoxLayout;
      links->setSpacing(2);
      constexpr std::size_t kMostObjects = 3;
      for (std::size_t i = 0; i < step.objects.size() && i < kMostObjects; ++i) {
        const ObjectRef& object = step.objects[i];
        const QString name =
            QFontMetrics(m_look.font(FontRole::smallMedium)).elidedText(plain(object.name), Qt::ElideMiddle, 160);
        auto* link = new Button(m_look, ButtonStyle::link, CheckList::tr("Show %1").arg(name), true, m_body);
        link->setToolTip(toolTipText(plain(object.str())));
        QObject::connect(link, &QAbstractButton::clicked, this, [show, object] { show(object); });
        links->addWidget(link, 0, Qt::AlignLeft);
      }
      body->addLayout(links);
    }
  }

  Look& m_look;
  int m_number;
  diagnosis::StepVerdict m_verdict;
  Mark m_mark;
  QString m_role;  ///< of what is proven
  QString m_title;
  QString m_looked;
  QString m_found;
  int m_copyWidth = 0;
  QWidget* m_body = nullptr;
};

CheckList::CheckList(Look& look, QWidget* parent) : QWidget(parent), m_look(look), m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(0);
}

void CheckList::setResult(const diagnosis::WorkflowResult& result) {
  if (m_holder != nullptr) {
    m_layout->removeWidget(m_holder);
    m_holder->hide();
    m_holder->deleteLater();
  }
  m_rows.clear();
  m_holder = new QWidget(this);
  auto* column = new QVBoxLayout(m_holder);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_deciding = decidingStep(result);
  for (std::size_t i = 0; i < result.steps.size(); ++i) {
    auto* row = new CheckRow(
        m_look, static_cast<int>(i) + 1, result.steps[i], result.severity,
        [this](const ObjectRef& object) { Q_EMIT objectWanted(object); }, m_holder);
    row->setOpen(i == m_deciding);
    m_rows.push_back(row);
    column->addWidget(row);
  }
  column->addStretch(1);
  m_layout->addWidget(m_holder);
  m_holder->show();
}

QWidget* CheckList::deciding() const {
  return m_deciding < m_rows.size() ? m_rows[m_deciding] : nullptr;
}

bool CheckList::isOpen(int row) const {
  return m_rows[static_cast<std::size_t>(row)]->isOpen();
}

void CheckList::setOpen(int row, bool open) {
  m_rows[static_cast<std::size_t>(row)]->setOpen(open);
}

}  // namespace claimscope::ui
