// PaletteRow: draws one row of the palette: icon or mark, name with the letters that were hit, detail, key. GUI thread.
#pragma once

#include <QStyledItemDelegate>

#include "ui/base/theme.h"

namespace claimscope::ui {

/// The model's UserRole is a `const PaletteItem*`.
class PaletteRow final : public QStyledItemDelegate {
  Q_OBJECT
 public:
  static constexpr int kHeight = 36;
  PaletteRow(Look& look, QObject* parent);
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  Look& m_look;
};

}  // namespace claimscope::ui
