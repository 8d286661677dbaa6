// Menus of the page header. GUI thread.
#include "ui/tables/choice_buttons.h"

#include <QHBoxLayout>
#include <QMenu>
#include <algorithm>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

/// Menus read & as the mark of a shortcut.
QString menuText(QString text) {
  return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

Button* addButton(QWidget* owner, Look& look) {
  auto* layout = new QHBoxLayout(owner);
  layout->setContentsMargins(0, 0, 0, 0);
  auto* button = new Button(look, ButtonStyle::normal, {}, false, owner);
  button->setTrailingIconId(QStringLiteral("chev"));
  layout->addWidget(button);
  return button;
}

}  // namespace

ChoiceButton::ChoiceButton(Look& look, const QString& label, const QStringList& choices, QWidget* parent)
    : QWidget(parent), m_label(label), m_choices(choices), m_button(addButton(this, look)) {
  retitle();
  connect(m_button, &QAbstractButton::clicked, this, [this] { popUp(); });
}

void ChoiceButton::retitle() {
  m_button->setText(m_label + QLatin1Char(' ') + m_choices.value(m_current));
  m_button->updateGeometry();
}

void ChoiceButton::setCurrent(int index) {
  m_current = index;
  retitle();
}

void ChoiceButton::popUp() {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  for (int i = 0; i < m_choices.size(); ++i) {
    QAction* action = menu->addAction(menuText(m_choices[i]));
    action->setCheckable(true);
    action->setChecked(i == m_current);
    connect(action, &QAction::triggered, this, [this, i] { choose(i); });
  }
  menu->popup(m_button->mapToGlobal(QPoint(0, m_button->height() + 2)));
}

void ChoiceButton::choose(int index) {
  setCurrent(index);
  Q_EMIT chosen(index);
}

ColumnsButton::ColumnsButton(Look& look, QWidget* parent) : QWidget(parent), m_button(addButton(this, look)) {
  connect(m_button, &QAbstractButton::clicked, this, [this] { popUp(); });
}

void ColumnsButton::setColumns(const std::vector<Column>& columns) {
  m_columns = columns;
  const auto shown = std::count_if(columns.begin(), columns.end(), [](const Column& c) { return c.shown; });
  const QString text = tr("Columns %1 of %2").arg(number(shown), number(static_cast<std::int64_t>(columns.size())));
  if (text != m_button->text()) {
    m_button->setText(text);
    m_button->updateGeometry();
  }
}

void ColumnsButton::popUp() {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  for (std::size_t i = 0; i < m_columns.size(); ++i) {
    const Column& column = m_columns[i];
    QAction* action = menu->addAction(menuText(column.tooltip.isEmpty() ? column.title : column.tooltip));
    action->setCheckable(true);
    action->setChecked(column.shown);
    action->setEnabled(i != 0);  // the name of the row stays
    connect(action, &QAction::triggered, this, [this, id = column.id](bool on) { Q_EMIT toggled(id, on); });
  }
  menu->popup(m_button->mapToGlobal(QPoint(0, m_button->height() + 2)));
}

}  // namespace claimscope::ui
