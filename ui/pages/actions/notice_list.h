// NoticeList: blockers or warnings of a plan, each with the one thing that would clear it. GUI thread.
#pragma once

#include <QVBoxLayout>
#include <QWidget>
#include <optional>
#include <vector>

#include "model/actions/plan.h"
#include "ui/base/plain_label.h"

namespace claimscope::ui {

/// Rows of one line each when `wide`, else wrapped text in a narrow column. At most kShown, then a line says how many more.
class NoticeList final : public QWidget {
  Q_OBJECT
 public:
  static constexpr std::size_t kShown = 40;
  NoticeList(Look& look, bool wide, QWidget* parent = nullptr);
  /// Rows stay the same widgets while the notices are the same.
  void setNotices(const std::vector<actions::Notice>& notices);
  [[nodiscard]] std::size_t size() const { return m_notices.size(); }

 Q_SIGNALS:
  /// An option that would clear it, to be switched on.
  void optionWanted(const QString& option);
  void requestWanted(const claimscope::diagnosis::ActionRequest& request);
  void objectWanted(const claimscope::diagnosis::ObjectRef& object);

 private:
  [[nodiscard]] QWidget* rowOf(const actions::Notice& notice, bool last);
  Look& m_look;
  bool m_wide;
  QVBoxLayout* m_layout;
  QWidget* m_holder = nullptr;
  std::vector<actions::Notice> m_notices;
};

}  // namespace claimscope::ui
