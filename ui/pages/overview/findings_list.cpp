// FindingsList: model, delegate and keyboard. GUI thread.
#include "ui/pages/overview/findings_list.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/tables/table_model.h"

namespace claimscope::ui {
namespace {

constexpr int kRowHeight = 48;

class FindingDelegate final : public QStyledItemDelegate {
 public:
  FindingDelegate(Look& look, FindingsModel& model, QObject* parent)
      : QStyledItemDelegate(parent), m_look(look), m_model(model) {}

  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, kRowHeight}; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& theme = m_look.theme();
    const diagnosis::Finding& finding = m_model.at(index.row());
    const QRect rect = option.rect;
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    const bool hovered = (option.state & QStyle::State_MouseOver) != 0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor ground = selected ? theme.bg.selected : hovered ? theme.bg.hover : theme.bg.panel;
    painter->fillRect(rect, ground);
    painter->fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.border.subtle);
    if (selected) {
      painter->fillRect(rect.x(), rect.y(), 3, rect.height() - 1, theme.accent.fill);
    }
    paintMark(*painter, QRectF(rect.x() + 12, rect.y() + 15, 16, 16), markOf(finding.severity), theme, ground);
    painter->setFont(m_look.font(FontRole::captionStrong));
    int widest = 52;
    for (const auto severity : {diagnosis::Severity::critical, diagnosis::Severity::warning, diagnosis::Severity::notice}) {
      widest = std::max(widest, painter->fontMetrics().horizontalAdvance(severityName(severity)) + 10);
    }
    paintSeverityTag(*painter, QRectF(rect.x() + 38, rect.y() + 15, widest, 18), finding.severity, m_look);
    painter->setFont(m_look.font(FontRole::mono));
    const QString when = m_model.ageOf(index.row());
    const int ageWidth = std::max(44, painter->fontMetrics().horizontalAdvance(when));
    const QRect age(rect.right() - 12 - ageWidth, rect.y(), ageWidth, rect.height());
    painter->setPen(theme.text.muted);
    painter->drawText(age, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, when);
    const int x = rect.x() + 38 + widest + 10;
    const int room = age.x() - 10 - x;
    painter->setFont(m_look.font(FontRole::bodyMedium));
    painter->setPen(theme.text.primary);
    painter->drawText(QRect(x, rect.y() + 6, room, 18), Qt::AlignVCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(said(finding.title), Qt::ElideRight, room));
    painter->setFont(m_look.font(FontRole::small));
    painter->setPen(theme.text.muted);
    painter->drawText(QRect(x, rect.y() + 24, room, 16), Qt::AlignVCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(said(finding.detail), Qt::ElideRight, room));
    if ((option.state & QStyle::State_HasFocus) != 0) {
      paintFocusRing(*painter, QRectF(rect).adjusted(1, 1, -1, -2), 0, theme);
    }
    painter->restore();
  }

 private:
  Look& m_look;
  FindingsModel& m_model;
};

}  // namespace

void FindingsModel::setView(const View& view) {
  m_now = view.snapshot->time;
  const bool same =
      m_diagnosis && std::equal(m_diagnosis->findings.begin(), m_diagnosis->findings.end(), view.diagnosis->findings.begin(),
                                view.diagnosis->findings.end(), [](const auto& a, const auto& b) { return a.id == b.id; });
  if (same) {
    m_diagnosis = view.diagnosis;
    if (rowCount() > 0) {
      Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    }
    return;
  }
  beginResetModel();
  m_diagnosis = view.diagnosis;
  endResetModel();
}

QString FindingsModel::ageOf(int row) const {
  const Time since = at(row).since;
  return since.isSet() && m_now.isSet() ? shortAge(std::max<std::int64_t>(0, m_now - since)) : QString();
}

int FindingsModel::rowOf(const std::string& id) const {
  for (int row = 0; row < rowCount(); ++row) {
    if (at(row).id == id) {
      return row;
    }
  }
  return -1;
}

int FindingsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_diagnosis ? 0 : static_cast<int>(m_diagnosis->findings.size());
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
    return {};
  }
  const diagnosis::Finding& finding = at(index.row());
  switch (role) {
    case Qt::DisplayRole:
      return said(finding.title);
    case Qt::AccessibleTextRole:
      return severityName(finding.severity) + QStringLiteral(": ") + said(finding.title) + QStringLiteral(". ") +
             said(finding.detail);
    case Qt::ToolTipRole:
      return safeToolTip(said(finding.title) + QLatin1Char('\n') + said(finding.detail));
    default:
      return {};
  }
}

FindingsList::FindingsList(Look& look, QWidget* parent) : QListView(parent), m_look(look) {
  setModel(&m_model);
  setItemDelegate(new FindingDelegate(look, m_model, this));
  setUniformItemSizes(true);
  setFrameShape(NoFrame);
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setEditTriggers(NoEditTriggers);
  setMouseTracking(true);
  viewport()->setAttribute(Qt::WA_Hover);
  setAccessibleName(tr("Findings"));
  const auto restyle = [this] {
    QPalette colors = palette();
    colors.setColor(QPalette::Base, m_look.theme().bg.panel);
    setPalette(colors);
  };
  restyle();
  connect(&look, &Look::changed, this, restyle);
  connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex& index) {
    const auto& objects = m_model.at(index.row()).objects;
    Q_EMIT findingActivated(objects.empty() ? ObjectRef{"finding", {}, m_model.at(index.row()).id} : objects.front());
  });
}

void FindingsList::setView(const View& view) {
  const std::string kept = currentIndex().isValid() ? m_model.at(currentIndex().row()).id : std::string();
  m_quiet = true;
  m_model.setView(view);
  if (!kept.empty() && !currentIndex().isValid()) {
    if (const int row = m_model.rowOf(kept); row >= 0) {
      setCurrentIndex(m_model.index(row));
    }
  }
  m_quiet = false;
}

void FindingsList::select(const std::optional<ObjectRef>& object) {
  m_quiet = true;
  const int row = object && object->kind == "finding" ? m_model.rowOf(object->name) : -1;
  if (row >= 0) {
    setCurrentIndex(m_model.index(row));
  } else {
    selectionModel()->clear();
  }
  m_quiet = false;
}

void FindingsList::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
  QListView::selectionChanged(selected, deselected);
  if (!m_quiet) {
    const QModelIndexList rows = selectionModel()->selectedIndexes();
    Q_EMIT findingSelected(rows.isEmpty() ? std::nullopt
                                          : std::optional(ObjectRef{"finding", {}, m_model.at(rows.front().row()).id}));
  }
}

void FindingsList::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (currentIndex().isValid()) {
        Q_EMIT doubleClicked(currentIndex());
      }
      return;
    case Qt::Key_Escape:
      selectionModel()->clear();
      return;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
      QListView::keyPressEvent(event);
      return;
    default:
      event->ignore();  // single letters belong to the window
  }
}

}  // namespace claimscope::ui
