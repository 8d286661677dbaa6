#include "ui/shell/pick_popup.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace claimscope::ui {
namespace {

constexpr int kRow = 30;
constexpr int kKindWidth = 64;

class RowDelegate final : public QStyledItemDelegate {
 public:
  RowDelegate(Look& look, QObject* parent) : QStyledItemDelegate(parent), m_look(look) {}
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, kRow}; }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& theme = m_look.theme();
    const bool current = (option.state & QStyle::State_Selected) != 0;
    painter->fillRect(option.rect, current                                         ? theme.bg.selected
                                   : (option.state & QStyle::State_MouseOver) != 0 ? theme.bg.hover
                                                                                   : theme.bg.panel);
    if (current) {
      painter->fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height(), theme.accent.fill);
    }
    QRect rect = option.rect.adjusted(12, 0, -12, 0);
    const QString kind = index.data(Qt::UserRole).toString();
    if (!kind.isEmpty()) {
      painter->setFont(m_look.font(FontRole::caption));
      painter->setPen(theme.text.muted);
      painter->drawText(QRect(rect.left(), rect.top(), kKindWidth - 8, rect.height()),
                        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, kind);
      rect.setLeft(rect.left() + kKindWidth);
    }
    const QFont nameFont = m_look.font(index.data(Qt::UserRole + 2).toBool() ? FontRole::mono : FontRole::body);
    const QFont detailFont = m_look.font(FontRole::caption);
    const QString name = index.data(Qt::DisplayRole).toString();
    const QString detail = index.data(Qt::UserRole + 1).toString();
    const int nameWidth = std::min(QFontMetrics(nameFont).horizontalAdvance(name) + 2, rect.width() * 2 / 3);
    painter->setFont(nameFont);
    painter->setPen(theme.text.primary);
    painter->drawText(QRect(rect.left(), rect.top(), nameWidth, rect.height()),
                      Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                      QFontMetrics(nameFont).elidedText(name, Qt::ElideMiddle, nameWidth));
    const int room = rect.width() - nameWidth - 12;
    painter->setFont(detailFont);
    painter->setPen(theme.text.muted);
    painter->drawText(QRect(rect.right() - room, rect.top(), room, rect.height()),
                      Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
                      QFontMetrics(detailFont).elidedText(detail, Qt::ElideRight, room));
  }

 private:
  Look& m_look;
};

}  // namespace

class PickPopup::Model final : public QAbstractListModel {
 public:
  using QAbstractListModel::QAbstractListModel;
  void set(PickList list) {
    beginResetModel();
    m_rows = std::move(list.rows);
    endResetModel();
  }
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
  }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
    if (!index.isValid() || index.row() >= rowCount()) {
      return {};
    }
    const PickRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
      case Qt::DisplayRole:
        return row.name;
      case Qt::AccessibleTextRole:
        return QStringList{row.kind, row.name, row.detail}.join(QLatin1Char(' '));
      case Qt::UserRole:
        return row.kind;
      case Qt::UserRole + 1:
        return row.detail;
      case Qt::UserRole + 2:
        return row.mono;
      default:
        return {};
    }
  }

 private:
  std::vector<PickRow> m_rows;
};

PickPopup::PickPopup(Look& look, const QString& placeholder, Find find, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_find(std::move(find)),
      m_model(new Model(this)),
      m_field(new QLineEdit(this)),
      m_list(new QListView(this)),
      m_foot(new PlainLabel(look, FontRole::caption, Ink::muted, this)) {
  hide();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(1, 8, 1, 6);
  layout->setSpacing(6);
  auto* top = new QHBoxLayout;
  top->setContentsMargins(8, 0, 8, 0);
  top->addWidget(m_field);
  layout->addLayout(top);
  layout->addWidget(m_list, 1);
  auto* bottom = new QHBoxLayout;
  bottom->setContentsMargins(12, 0, 12, 0);
  bottom->addWidget(m_foot, 1);
  layout->addLayout(bottom);
  m_field->setPlaceholderText(placeholder);
  m_field->setAccessibleName(placeholder);
  m_field->installEventFilter(this);
  m_list->setModel(m_model);
  m_list->setItemDelegate(new RowDelegate(look, m_list));
  m_list->setUniformItemSizes(true);
  m_list->setMouseTracking(true);
  m_list->setFocusPolicy(Qt::NoFocus);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setAccessibleName(tr("Matches"));
  connect(m_field, &QLineEdit::textChanged, this, [this] { refresh(); });
  connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) {
    const bool beside = (QApplication::keyboardModifiers() & Qt::ControlModifier) != 0;
    hide();
    Q_EMIT picked(index.row(), beside);
  });
}

int PickPopup::rowCount() const {
  return m_model->rowCount();
}

void PickPopup::refresh() {
  const int row = m_list->currentIndex().row();
  PickList list = m_find(m_field->text());
  m_foot->setText(list.foot);
  m_foot->setVisible(!list.foot.isEmpty());
  m_model->set(std::move(list));
  if (m_model->rowCount() > 0) {
    m_list->setCurrentIndex(m_model->index(std::clamp(row, 0, m_model->rowCount() - 1), 0));
  }
}

void PickPopup::open(const QRect& geometry) {
  setGeometry(geometry);
  m_field->clear();
  refresh();
  if (m_model->rowCount() > 0) {
    m_list->setCurrentIndex(m_model->index(0, 0));
  }
  show();
  raise();
  m_field->setFocus(Qt::PopupFocusReason);
}

bool PickPopup::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_field && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const int row = m_list->currentIndex().row();
    int step = 0;
    switch (key->key()) {
      case Qt::Key_Up:
        step = -1;
        break;
      case Qt::Key_Down:
        step = 1;
        break;
      case Qt::Key_PageUp:
        step = -8;
        break;
      case Qt::Key_PageDown:
        step = 8;
        break;
      case Qt::Key_Escape:
        hide();
        return true;
      case Qt::Key_Return:
      case Qt::Key_Enter:
        if (row >= 0) {
          const bool beside = (key->modifiers() & Qt::ControlModifier) != 0;
          hide();
          Q_EMIT picked(row, beside);
        }
        return true;
      default:
        return false;
    }
    if (m_model->rowCount() > 0) {
      m_list->setCurrentIndex(m_model->index(std::clamp(row + step, 0, m_model->rowCount() - 1), 0));
    }
    return true;
  }
  if (watched == m_field && event->type() == QEvent::FocusOut && isVisible()) {
    hide();
  }
  return QFrame::eventFilter(watched, event);
}

void PickPopup::hideEvent(QHideEvent* event) {
  QFrame::hideEvent(event);
  Q_EMIT closed();
}

void PickPopup::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.fillRect(rect(), theme.bg.panel);
  painter.setPen(QPen(theme.border.strong, 1));
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

}  // namespace claimscope::ui
