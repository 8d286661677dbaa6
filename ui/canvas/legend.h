// Legend: counts of what is in view by state or category; a click dims a state, never removes it. GUI thread.
#pragma once

#include <QString>
#include <QWidget>
#include <array>
#include <vector>

#include "model/cluster/inventory.h"
#include "ui/base/theme.h"
#include "ui/canvas/scene.h"

namespace claimscope::ui {

class Legend final : public QWidget {
  Q_OBJECT
 public:
  explicit Legend(Look& look, QWidget* parent = nullptr);

  /// Devices in view by state, the categories of another colouring (empty by state), and the line that accounts for everything.
  void setCounts(const std::array<Count, cluster::kDeviceStates>& counts, const std::vector<Category>& categories,
                 const QString& account);
  [[nodiscard]] const std::array<bool, cluster::kDeviceStates>& dimmed() const { return m_dimmed; }
  [[nodiscard]] QString account() const { return m_account; }
  [[nodiscard]] Count countOf(cluster::DeviceState state) const { return m_counts[static_cast<std::size_t>(state)]; }
  [[nodiscard]] QSize sizeHint() const override;

 Q_SIGNALS:
  void toggled();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;

 private:
  struct Entry {
    cluster::DeviceState state;
    QRectF rect;
    QString text;
    QString count;
  };
  [[nodiscard]] std::vector<Entry> entries() const;
  Look& m_look;
  std::array<Count, cluster::kDeviceStates> m_counts{};
  std::array<bool, cluster::kDeviceStates> m_dimmed{};
  std::vector<Category> m_categories;
  QString m_account;
};

}  // namespace claimscope::ui
