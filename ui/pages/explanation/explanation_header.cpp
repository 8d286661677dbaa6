#include "ui/pages/explanation/explanation_header.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/base/focus_ring.h"
#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

/// A key cap that can be pressed.
class KeyButton final : public QAbstractButton {
 public:
  KeyButton(Look& look, const QString& key, const QString& tooltip, QWidget* parent)
      : QAbstractButton(parent), m_look(look), m_key(key) {
    setFixedSize(keyWidth(key, look), 18);
    setToolTip(tooltip);
    setAccessibleName(tooltip);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
    FocusRing::attach(this, look, 4);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setOpacity(isEnabled() ? 1 : 0.45);
    paintKey(painter, QRectF(rect()), m_key, m_look);
  }

 private:
  Look& m_look;
  QString m_key;
};

}  // namespace

Breadcrumb::Breadcrumb(Look& look, QWidget* parent)
    : QWidget(parent),
      m_claims(new Button(look, ButtonStyle::ghost, tr("Claims"), false, this)),
      m_namespace(new Button(look, ButtonStyle::ghost, QString(), false, this)),
      m_second(new PlainLabel(look, FontRole::body, Ink::disabled, QStringLiteral("›"), this)),
      m_name(new PlainLabel(look, FontRole::monoStrong, Ink::primary, this)),
      m_chip(new Chip(look, this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  m_claims->setToolTip(tr("All claims (Esc)"));
  m_claims->setAccessibleName(tr("Back to all claims"));
  auto* first = new PlainLabel(look, FontRole::body, Ink::disabled, QStringLiteral("›"), this);
  m_name->setElide(Qt::ElideMiddle);
  m_name->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  const auto enlarge = [this, &look] {
    QFont font = look.font(FontRole::monoStrong);
    font.setPixelSize(13);
    m_name->setFont(font);
  };
  enlarge();
  connect(&look, &Look::changed, this, enlarge);
  m_claims->setFont(look.font(FontRole::body));
  m_namespace->setFont(look.font(FontRole::body));
  m_namespace->setMaximumWidth(220);
  m_namespace->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
  row->addWidget(m_claims);
  row->addWidget(first);
  row->addWidget(m_namespace);
  row->addWidget(m_second);
  row->addSpacing(8);
  row->addWidget(m_name);
  row->addSpacing(8);
  row->addWidget(m_chip);
  row->addStretch(1);
  layout()->setContentsMargins(0, 0, 0, 0);
  connect(m_claims, &QAbstractButton::clicked, this, &Breadcrumb::claimsRequested);
  connect(m_namespace, &QAbstractButton::clicked, this, &Breadcrumb::namespaceRequested);
  setObject(std::nullopt);
  m_chip->hide();
}

void Breadcrumb::setObject(const std::optional<ObjectRef>& object) {
  const QString space = object ? plain(object->namespaceName) : QString();
  m_namespace->setVisible(!space.isEmpty());
  m_second->setVisible(!space.isEmpty());
  if (m_namespace->text() != space) {
    m_namespace->setText(space);
    m_namespace->setToolTip(space.isEmpty() ? QString() : toolTipText(tr("Claims of %1").arg(space)));
    m_namespace->updateGeometry();
  }
  m_name->setText(object ? (object->kind == "pod" ? tr("pod %1").arg(plain(object->name)) : plain(object->name))
                         : tr("Nothing is chosen"));
}

void Breadcrumb::setState(const StateChip& chip) {
  if (chip == m_state) {
    return;
  }
  m_state = chip;
  m_chip->setVisible(!chip.text.isEmpty());
  m_chip->setTexts(chip.text);
  m_chip->setTone(chip.tone);
  m_chip->setState(chip.state);
  m_chip->setMark(chip.mark);
}

QString Breadcrumb::text() const {
  return m_claims->text() + QStringLiteral(" › ") + m_namespace->text() + QStringLiteral(" › ") + m_name->text();
}

ExplanationTools::ExplanationTools(Look& look, QWidget* parent)
    : QWidget(parent),
      m_previous(new KeyButton(look, QStringLiteral("["), tr("Previous pending claim ([)"), this)),
      m_place(new PlainLabel(look, FontRole::smallMedium, Ink::secondary, this)),
      m_next(new KeyButton(look, QStringLiteral("]"), tr("Next pending claim (])"), this)),
      m_tell(new Button(look, ButtonStyle::normal, tr("Tell me when it allocates"), true, this)),
      m_yaml(new Button(look, ButtonStyle::normal, tr("YAML"), true, this)),
      m_copy(new Button(look, ButtonStyle::normal, tr("Copy as Markdown"), true, this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  row->addWidget(m_previous);
  row->addWidget(m_place);
  row->addWidget(m_next);
  row->addSpacing(8);
  row->addWidget(m_tell);
  row->addWidget(m_yaml);
  row->addWidget(m_copy);
  m_place->setElide(Qt::ElideNone);
  m_tell->setCheckable(true);
  m_copy->setIconId(QStringLiteral("copy"));
  m_yaml->setToolTip(tr("YAML (Y)"));
}

void ExplanationTools::setPager(int index, int count) {
  const bool any = count > 0;
  m_previous->setVisible(any);
  m_place->setVisible(any);
  m_next->setVisible(any);
  m_place->setText(index >= 0 ? tr("%1 of %2").arg(number(index + 1), number(count)) : tr("%1 pending").arg(number(count)));
  m_previous->setEnabled(any && index != 0);
  m_next->setEnabled(any && index + 1 < count);
}

void ExplanationTools::setTelling(bool possible, bool telling) {
  m_tell->setVisible(possible);
  m_tell->setChecked(telling);
  const QString words = telling ? tr("Tells when it allocates") : tr("Tell me when it allocates");
  if (m_tell->text() != words) {
    m_tell->setText(words);
    m_tell->updateGeometry();
  }
}

void ExplanationTools::setEnabledFor(bool anything) {
  m_yaml->setEnabled(anything);
  m_copy->setEnabled(anything);
}

}  // namespace claimscope::ui
