#include "ui/pages/actions/arm_rows.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/base/format.h"
#include "ui/pages/actions/action_words.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kMostRows = 6;

}  // namespace

class ArmRow final : public QWidget {
 public:
  ArmRow(Look& look, bool first, QWidget* parent)
      : QWidget(parent),
        m_look(look),
        m_first(first),
        m_name(new PlainLabel(look, FontRole::mono, Ink::primary, this)),
        m_state(new PlainLabel(look, FontRole::small, Ink::unknown, this)),
        m_link(new Button(look, ButtonStyle::link, QString(), true, this)) {
    setFixedHeight(34);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(36, 0, 12, 0);
    row->setSpacing(8);
    m_name->setElide(Qt::ElideMiddle);
    m_name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    row->addWidget(m_name);
    row->addWidget(m_state, 1);
    row->addWidget(m_link);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }
  void set(const QString& name, const QString& state, bool armed, const QString& link, bool enabled) {
    m_name->setText(name);
    m_state->setText(state);
    m_state->setInk(armed ? Ink::warning : Ink::unknown);
    m_link->setText(link);
    m_link->setVisible(!link.isEmpty());
    m_link->setEnabled(enabled);
    m_link->updateGeometry();
    m_armed = armed;
    setAccessibleName(name + QLatin1Char(' ') + state);
    update();
  }
  [[nodiscard]] Button& link() { return *m_link; }
  [[nodiscard]] QString text() const { return m_name->text() + QLatin1Char(' ') + m_state->text(); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = m_look.theme();
    painter.drawPixmap(12, 9,
                       m_look.icon(m_armed ? QStringLiteral("unlock") : QStringLiteral("lock"), 16,
                                   m_armed ? theme.severity.warning : theme.severity.unknown, devicePixelRatioF()));
    if (!m_first) {
      painter.fillRect(0, 0, width(), 1, theme.border.subtle);
    }
  }

 private:
  Look& m_look;
  bool m_first;
  bool m_armed = false;
  PlainLabel* m_name;
  PlainLabel* m_state;
  Button* m_link;
};

ArmRows::ArmRows(Look& look, QWidget* parent) : QWidget(parent), m_look(look), m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(0);
}

void ArmRows::setView(const ActionsView& view) {
  const std::size_t count = 1 + std::min(view.contexts.size(), kMostRows - 1);
  while (m_rows.size() > count) {
    m_layout->removeWidget(m_rows.back());
    m_rows.back()->hide();
    m_rows.back()->deleteLater();
    m_rows.pop_back();
  }
  while (m_rows.size() < count) {
    auto* row = new ArmRow(m_look, m_rows.empty(), this);
    if (m_rows.empty()) {
      connect(&row->link(), &QAbstractButton::clicked, this, [this] {
        if (m_armed) {
          Q_EMIT disarmWanted();
        } else {
          Q_EMIT armWanted();
        }
      });
    }
    m_rows.push_back(row);
    m_layout->addWidget(row);
    row->show();
  }
  m_armed = view.armed();
  const QString name = view.context.empty() ? tr("no cluster") : plain(view.context);
  const QString state = m_armed ? tr("Armed, %1 left").arg(minutes(view.armedMs))
                        : view.canWrite
                            ? tr("Read-only")
                            : tr("Read-only: %1").arg(view.cannotBecause.isEmpty() ? tr("not connected") : view.cannotBecause);
  m_rows[0]->set(name, state, m_armed, m_armed ? tr("Disarm") : view.canWrite ? tr("Arm…") : QString(), true);
  for (std::size_t i = 1; i < count; ++i) {
    const ArmChoice& choice = view.contexts[i - 1];
    m_rows[i]->set(plain(choice.context), choice.connected ? tr("Read-only") : tr("Read-only, not connected"), false, {}, false);
  }
}

QString ArmRows::rowText(int row) const {
  return m_rows[static_cast<std::size_t>(row)]->text();
}

Button& ArmRows::link() {
  return m_rows.front()->link();
}

}  // namespace claimscope::ui
