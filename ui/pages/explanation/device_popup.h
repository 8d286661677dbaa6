// DevicePopup: the devices behind a number of the page, group by group, each a way to its own facts. GUI thread.
#pragma once

#include <QFrame>
#include <vector>

#include "ui/base/plain_label.h"
#include "ui/base/view.h"

class QListWidget;

namespace claimscope::ui {

struct DeviceChoice {
  QString title;   ///< "A10G"
  QString detail;  ///< "5,632 devices, refused by term 1"
  std::vector<cluster::DeviceIndex> devices;
};

/// Up and Down choose, Enter opens, Esc closes.
class DevicePopup final : public QFrame {
  Q_OBJECT
 public:
  explicit DevicePopup(Look& look, QWidget* parent);
  /// Lists at most kMaxListed devices a group; `foot` says what the list leaves out.
  void open(const QString& title, const std::vector<DeviceChoice>& groups, const cluster::Snapshot& snapshot, const QString& foot,
            const QPoint& at);
  [[nodiscard]] QStringList lines() const;
  [[nodiscard]] QString title() const;

 Q_SIGNALS:
  void picked(const claimscope::ui::ObjectRef& device);

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void pick(int row);
  Look& m_look;
  PlainLabel* m_title;
  PlainLabel* m_foot;
  QListWidget* m_list;
  std::vector<ObjectRef> m_refs;  ///< by row; empty kind for a group line
};

}  // namespace claimscope::ui
