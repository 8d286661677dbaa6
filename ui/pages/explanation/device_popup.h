// DevicePopup: the devices behind a number of the page, in a frame over it. GUI thread.
#pragma once

#include <QFrame>
#include <vector>

#include "ui/base/plain_label.h"
#include "ui/pages/explanation/device_list.h"

namespace claimscope::ui {

/// Up and Down choose, Enter opens, Esc closes; a click elsewhere too.
class DevicePopup final : public QFrame {
  Q_OBJECT
 public:
  explicit DevicePopup(Look& look, QWidget* parent);
  /// `foot` says what the list leaves out; `at` is a point of the parent.
  void open(const QString& title, const std::vector<DeviceChoice>& groups, const cluster::Snapshot& snapshot, const QString& foot,
            const QPoint& at);
  [[nodiscard]] QStringList lines() const { return m_list->lines(); }
  [[nodiscard]] QString title() const { return m_title->text(); }
  [[nodiscard]] DeviceList& list() { return *m_list; }

 Q_SIGNALS:
  void picked(const claimscope::ui::ObjectRef& device);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  Look& m_look;
  PlainLabel* m_title;
  PlainLabel* m_foot;
  DeviceList* m_list;
};

}  // namespace claimscope::ui
