// FixList: the smallest changes that make it fit, each with effect, price and command. GUI thread.
#pragma once

#include <QVBoxLayout>
#include <QWidget>
#include <optional>
#include <vector>

#include "model/diagnosis/action_request.h"
#include "ui/base/view.h"
#include "ui/pages/explanation/command_box.h"

namespace claimscope::ui {

class FixCard;

/// The guided action that a change stands for; nullopt where a person has to do it.
[[nodiscard]] std::optional<diagnosis::ActionRequest> requestOf(const explanation::Fix& fix);

/// Three at once; more behind a line that says how many.
class FixList final : public QWidget {
  Q_OBJECT
 public:
  explicit FixList(Look& look, QWidget* parent = nullptr);
  /// Cards stay the same widgets while the fixes are the same. `none` is said when there is no fix.
  void setFixes(const std::vector<explanation::Fix>& fixes, const QString& none);
  [[nodiscard]] int cards() const { return static_cast<int>(m_cards.size()); }
  [[nodiscard]] bool hasMore() const { return m_hidden > 0; }
  /// The card of a fix whose id names a claim or ends with it; null when there is none.
  [[nodiscard]] QWidget* cardFor(const std::string& name) const;
  void showAll();

 Q_SIGNALS:
  /// A guided action does this change: it is to be rehearsed.
  void requestWanted(const claimscope::diagnosis::ActionRequest& request);
  /// Where the allocator put the claim when it tried the change.
  void nodeRequested(const QString& node);
  void heightChanged();

 private:
  void build();
  Look& m_look;
  QVBoxLayout* m_layout;
  std::vector<explanation::Fix> m_fixes;
  QString m_none;
  std::vector<FixCard*> m_cards;
  QWidget* m_holder = nullptr;
  int m_hidden = 0;
  bool m_all = false;
};

}  // namespace claimscope::ui
