#include "ui/pages/explanation/command_box.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>

#include "ui/base/format.h"

namespace claimscope::ui {

CommandBox::CommandBox(Look& look, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_text(new WrapText(look, FontRole::monoSmall, Ink::secondary, 8, this)),
      m_copy(new Button(look, QStringLiteral("copy"), tr("Copy the command"), true, this)) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 6, 2, 6);
  row->setSpacing(4);
  row->addWidget(m_text, 1, Qt::AlignTop);
  row->addWidget(m_copy, 0, Qt::AlignTop);
  connect(m_copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_command); });
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void CommandBox::setCommand(const QString& command) {
  // What is copied is what is seen: characters that act on a terminal are visible substitutes in both.
  m_command = plainLines(command.toStdString());
  m_text->setText(m_command);
  setAccessibleName(tr("Command"));
  setAccessibleDescription(m_command);
}

void CommandBox::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.setRenderHint(QPainter::Antialiasing);
  const qreal line = theme.lineWidth;
  painter.setPen(QPen(theme.border.subtle, line));
  painter.setBrush(theme.bg.canvas);
  painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), 4, 4);
}

}  // namespace claimscope::ui
