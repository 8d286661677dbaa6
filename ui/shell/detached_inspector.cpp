#include "ui/shell/detached_inspector.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <utility>

#include "ui/base/format.h"

namespace claimscope::ui {

DetachedInspector::DetachedInspector(Look& look, FetchYaml fetch, QWidget* parent)
    : QWidget(parent, Qt::Window),
      m_look(look),
      m_inspector(new Inspector(look, std::move(fetch), this)),
      m_words(new PlainLabel(look, FontRole::small, Ink::muted, this)),
      m_pin(new Button(look, ButtonStyle::normal, {}, true, this)) {
  setAttribute(Qt::WA_DeleteOnClose);
  resize(420, 720);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(12, 6, 8, 6);
  head->addWidget(m_words, 1);
  head->addWidget(m_pin);
  layout->addLayout(head);
  layout->addWidget(m_inspector, 1);
  m_pin->setIconId(QStringLiteral("pin"));
  connect(m_pin, &QAbstractButton::clicked, this, [this] { setPinned(!m_pinned); });
  connect(m_inspector, &Inspector::closeRequested, this, &QWidget::close);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  setPinned(false);
}

void DetachedInspector::follow(const std::optional<ObjectRef>& object) {
  if (m_pinned || !object || object == m_inspector->object()) {
    return;
  }
  m_inspector->setObject(object);
  retitle();
}

void DetachedInspector::setView(const View& view) {
  m_inspector->setView(view);
  retitle();
}

void DetachedInspector::setPinned(bool pinned) {
  m_pinned = pinned;
  m_words->setText(pinned ? tr("Stays on this object") : tr("Follows the selection"));
  m_pin->setText(pinned ? tr("Follow") : tr("Pin"));
  m_pin->updateGeometry();
}

void DetachedInspector::retitle() {
  const std::optional<ObjectRef>& object = m_inspector->object();
  setWindowTitle(object ? QStringLiteral("Claimscope: ") + plain(object->name) : QStringLiteral("Claimscope"));
}

void DetachedInspector::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), m_look.theme().bg.panel);
}

}  // namespace claimscope::ui
