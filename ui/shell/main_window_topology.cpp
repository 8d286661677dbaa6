// MainWindow: what the topology and the devices give away. GUI thread.
#include "ui/pages/devices/devices_page.h"
#include "ui/pages/topology/topology_page.h"
#include "ui/shell/main_window.h"

namespace claimscope::ui {

void MainWindow::connectTopology() {
  const auto* topology = static_cast<TopologyPage*>(page(QStringLiteral("topology")));
  connect(topology, &TopologyPage::saveRequested, this, &MainWindow::saveRequested);
  const auto* devices = static_cast<DevicesPage*>(page(QStringLiteral("devices")));
  connect(devices, &DevicesPage::saveRequested, this, &MainWindow::saveRequested);
}

}  // namespace claimscope::ui
