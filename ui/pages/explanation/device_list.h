// DeviceList: devices group by group, with state and name; each a way to its own facts. GUI thread.
#pragma once

#include <QListWidget>
#include <vector>

#include "ui/base/theme.h"
#include "ui/base/view.h"

namespace claimscope::ui {

struct DeviceChoice {
  QString title;   ///< "A10G"; empty: the devices have no line above them
  QString detail;  ///< "5,632 devices, refused by term 1"
  std::vector<cluster::DeviceIndex> devices;
};

/// Roles of a row: kStateRole is a DeviceState, -1 for a group line, -2 for a name without a state; kDetailRole is the text
/// beside it.
inline constexpr int kStateRole = Qt::UserRole + 1;
inline constexpr int kDetailRole = Qt::UserRole + 2;
/// Paints such rows, 26 px each.
[[nodiscard]] QAbstractItemDelegate* makeRowDelegate(Look& look, QObject* parent);

/// Rows of 26 px; Enter or a click picks.
class DeviceList final : public QListWidget {
  Q_OBJECT
 public:
  explicit DeviceList(Look& look, QWidget* parent = nullptr);
  void clearAll();
  void setGroups(const std::vector<DeviceChoice>& groups, const cluster::Snapshot& snapshot);
  /// What a person reads, line by line.
  [[nodiscard]] QStringList lines() const;

 Q_SIGNALS:
  void picked(const claimscope::ui::ObjectRef& device);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void pick(int row);
  std::vector<ObjectRef> m_refs;  ///< by row; empty kind for a group line
};

}  // namespace claimscope::ui
