#include "ui/pages/explanation/request_facts.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <functional>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/pages/explanation/explanation_texts.h"

namespace claimscope::ui {

/// One value that may lead to another object.
class FactValue final : public QWidget {
 public:
  FactValue(Look& look, const QString& label, const QString& value, std::function<void()> follow, QWidget* parent)
      : QWidget(parent), m_look(look), m_value(value), m_follow(std::move(follow)) {
    setFixedHeight(18);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setAccessibleName(label + QLatin1Char(' ') + value);
    setToolTip(toolTipText(value));
    if (m_follow) {
      setFocusPolicy(Qt::TabFocus);
      setCursor(Qt::PointingHandCursor);
    }
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = m_look.theme();
    painter.setFont(m_look.font(FontRole::mono));
    painter.setPen(m_follow ? theme.accent.text : theme.text.primary);
    const QString shown = painter.fontMetrics().elidedText(m_value, Qt::ElideRight, width());
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    if (m_follow && underMouse()) {
      painter.drawLine(0, height() - 2, painter.fontMetrics().horizontalAdvance(shown), height() - 2);
    }
    if (hasFocus()) {
      paintFocusRing(painter, QRectF(rect()), 0, theme);
    }
  }
  void enterEvent(QEnterEvent*) override { update(); }
  void leaveEvent(QEvent*) override { update(); }
  void mouseReleaseEvent(QMouseEvent* event) override {
    if (m_follow && event->button() == Qt::LeftButton && rect().contains(event->position().toPoint())) {
      m_follow();
    }
  }
  void keyPressEvent(QKeyEvent* event) override {
    if (m_follow && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)) {
      m_follow();
    } else {
      QWidget::keyPressEvent(event);
    }
  }

 private:
  Look& m_look;
  QString m_value;
  std::function<void()> m_follow;
};

RequestFacts::RequestFacts(Look& look, QWidget* parent) : QWidget(parent), m_look(look), m_grid(new QGridLayout(this)) {
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setHorizontalSpacing(8);
  m_grid->setVerticalSpacing(4);
  m_grid->setColumnMinimumWidth(0, 56);
  m_grid->setColumnStretch(1, 1);
}

void RequestFacts::setFacts(const explanation::Explanation& explanation, const explanation::RequestExplanation* request) {
  std::vector<Fact> facts;
  if (request != nullptr) {
    if (!request->deviceClass.empty()) {
      facts.push_back({tr("Class"), plain(request->deviceClass), ObjectRef{"class", {}, request->deviceClass}});
    }
    QString count = request->all ? tr("All") : tr("%1 ExactCount").arg(number(request->wanted));
    if (request->adminAccess) {
      count += tr(", admin access");
    }
    facts.push_back({tr("Count"), count, {}});
    QString constraints = plain(request->constraints);
    QString label = tr("Together");
    for (const auto& [prefix, word] :
         {std::pair(QStringLiteral("Same "), tr("Same")), std::pair(QStringLiteral("Different "), tr("Different"))}) {
      if (constraints.startsWith(prefix)) {
        label = word;
        constraints = constraints.mid(prefix.size());
      }
    }
    if (!constraints.isEmpty()) {
      facts.push_back({label, constraints, {}});
    }
  }
  if (explanation.kind != "pod" && !explanation.pod.empty()) {
    const ObjectRef pod = objectOf("pod", explanation.pod);
    facts.push_back({tr("Pod"), plain(pod.name), pod});
  }
  if (!explanation.owner.empty()) {
    QString owner = plain(explanation.owner);
    if (const qsizetype slash = owner.indexOf(QLatin1Char('/')); slash >= 0) {
      owner[slash] = QLatin1Char(' ');
    }
    facts.push_back({tr("Owner"), owner, {}});
  }
  if (facts != m_facts) {
    m_facts = std::move(facts);
    build();
  }
}

void RequestFacts::build() {
  for (QWidget* widget : m_widgets) {
    m_grid->removeWidget(widget);
    widget->hide();
    widget->deleteLater();
  }
  m_widgets.clear();
  int row = 0;
  for (const Fact& fact : m_facts) {
    auto* label = new PlainLabel(m_look, FontRole::small, Ink::muted, fact.label, this);
    std::function<void()> follow;
    if (fact.link) {
      follow = [this, link = *fact.link] { Q_EMIT linkActivated(link); };
    }
    auto* value = new FactValue(m_look, fact.label, fact.value, follow, this);
    m_grid->addWidget(label, row, 0);
    m_grid->addWidget(value, row, 1);
    label->show();
    value->show();
    m_widgets.push_back(label);
    m_widgets.push_back(value);
    ++row;
  }
}

QStringList RequestFacts::texts() const {
  QStringList out;
  for (const Fact& fact : m_facts) {
    out << fact.label + QStringLiteral(": ") + fact.value;
  }
  return out;
}

}  // namespace claimscope::ui
