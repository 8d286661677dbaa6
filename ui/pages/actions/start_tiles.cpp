#include "ui/pages/actions/start_tiles.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <array>

#include "model/actions/action.h"
#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/action_words.h"

namespace claimscope::ui {
namespace {

class Tile final : public QAbstractButton {
 public:
  Tile(Look& look, const StartTile& tile, bool last, QWidget* parent)
      : QAbstractButton(parent), m_look(look), m_tile(tile), m_last(last) {
    setText(tile.title);
    setShortcut(QKeySequence());
    setAccessibleName(tile.title);
    setAccessibleDescription(tile.summary);
    setFixedHeight(54);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = m_look.theme();
    if (isDown() || underMouse()) {
      painter.fillRect(rect(), isDown() ? theme.bg.active : theme.bg.hover);
    }
    painter.drawPixmap(12, (height() - 18) / 2, m_look.icon(m_tile.icon, 18, theme.accent.text, devicePixelRatioF()));
    const int room = width() - 40 - 8;
    painter.setFont(m_look.font(FontRole::bodyMedium));
    painter.setPen(theme.text.primary);
    painter.drawText(QRect(40, 10, room, 18), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_tile.title, Qt::ElideRight, room));
    painter.setFont(m_look.font(FontRole::caption));
    painter.setPen(theme.text.muted);
    painter.drawText(QRect(40, 28, room, 16), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_tile.summary, Qt::ElideRight, room));
    if (!m_last) {
      painter.fillRect(width() - 1, 0, 1, height(), theme.border.subtle);
    }
    if (hasFocus()) {
      paintFocusRing(painter, QRectF(rect()).adjusted(1, 1, -1, -1), 0, theme);
    }
  }
  void keyPressEvent(QKeyEvent* event) override {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
      click();
    } else {
      QAbstractButton::keyPressEvent(event);
    }
  }

 private:
  Look& m_look;
  StartTile m_tile;
  bool m_last;
};

constexpr std::array<std::string_view, 5> kFirst = {"drain_node", "drain_device", "preallocate", "release_claim",
                                                    "restart_driver"};

}  // namespace

std::vector<StartTile> startTiles() {
  std::vector<StartTile> tiles;
  for (const std::string_view id : kFirst) {
    if (const actions::Action* action = actions::findAction(id)) {
      tiles.push_back({std::string(id), actionIcon(std::string(id)), said(action->title), said(action->summary)});
    }
  }
  return tiles;
}

StartTiles::StartTiles(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
}

void StartTiles::setTiles(const std::vector<StartTile>& tiles) {
  while (QLayoutItem* item = layout()->takeAt(0)) {
    if (item->widget() != nullptr) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    delete item;
  }
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    auto* tile = new Tile(m_look, tiles[i], i + 1 == tiles.size(), this);
    connect(tile, &QAbstractButton::clicked, this,
            [this, action = QString::fromStdString(tiles[i].action)] { Q_EMIT chosen(action); });
    static_cast<QHBoxLayout*>(layout())->addWidget(tile, 1);
    tile->show();
  }
}

}  // namespace claimscope::ui
