// PickButton: "Group by Zone" and "Colour by State" with menus of what the cluster has: labels of nodes, attributes of devices.
// GUI thread.
#pragma once

#include <QMenu>
#include <QWidget>
#include <functional>
#include <memory>

#include "model/topology/grouping.h"
#include "ui/base/controls.h"
#include "ui/canvas/colouring.h"

namespace claimscope::ui {

/// A button that says what is chosen and asks for its menu each time it is opened.
class PickButton final : public QWidget {
  Q_OBJECT
 public:
  PickButton(Look& look, const QString& label, std::function<void(QMenu&)> fill, QWidget* parent = nullptr);
  void setChoice(const QString& choice);
  [[nodiscard]] QString text() const { return m_button->text(); }
  /// The menu as it would open now; the caller owns it.
  [[nodiscard]] std::unique_ptr<QMenu> makeMenu();

 private:
  QString m_label;
  std::function<void(QMenu&)> m_fill;
  Button* m_button;
};

/// Ways to group, then a submenu with every label of nodes: "karpenter.sh/nodepool   4 values".
void fillGroupMenu(QMenu& menu, const cluster::Snapshot* snapshot, const topology::Grouping& current,
                   const std::function<void(const topology::Grouping&)>& choose);
[[nodiscard]] QString groupingName(const topology::Grouping& grouping);

/// Ways to colour, then submenus with every attribute and capacity of devices.
void fillColourMenu(QMenu& menu, const cluster::Snapshot* snapshot, const ColourChoice& current,
                    const std::function<void(const ColourChoice&)>& choose);
[[nodiscard]] QString colourName(const ColourChoice& choice);

}  // namespace claimscope::ui
