#include "ui/pages/explanation/command_box.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/explanation/settling.h"

namespace claimscope::ui {
namespace {

constexpr int kCommandPad = 8;
constexpr int kPadY = 6;

}  // namespace

CommandBox::CommandBox(Look& look, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_text(new WrapText(look, FontRole::monoSmall, Ink::secondary, 8, this)),
      m_copy(new Button(look, QStringLiteral("copy"), tr("Copy the command"), true, this)) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(m_copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_command); });
  connect(&look, &Look::changed, this, [this] {
    place();
    update();
  });
}

void CommandBox::place() {
  const QSize copy = m_copy->sizeHint();
  const int room = std::max(40, width() - kCommandPad - copy.width() - 6);
  const int text = m_text->heightFor(room);
  const int tall = std::max(text + 2 * kPadY, copy.height() + 6);
  m_text->setGeometry(kCommandPad, kPadY, room, text);
  m_copy->setGeometry(width() - copy.width() - 3, 3, copy.width(), copy.height());
  setHeightNow(this, tall);
}

void CommandBox::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  place();
}

void CommandBox::setCommand(const QString& command) {
  // What is copied is what is seen: characters that act on a terminal are visible substitutes in both.
  m_command = plainLines(command.toStdString());
  m_text->setText(m_command);
  setAccessibleName(tr("Command"));
  setAccessibleDescription(m_command);
  place();
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
