#include "ui/shell/main_window_cost.h"

#include <QLayout>

#include "model/cost/prices.h"
#include "ui/pages/cost/cost_page.h"
#include "ui/pages/settings/prices_panel.h"
#include "ui/pages/settings/settings_page.h"
#include "ui/shell/main_window.h"

namespace claimscope::ui {
namespace {

/// What the page wants to know while it is in sight, in the namespace of the window.
void askCost(MainWindow& window) {
  CostPage& page = costPageOf(window);
  if (window.currentPage() != QLatin1String("cost")) {
    page.askFor(std::nullopt, nullptr);
    return;
  }
  cost::Question question = page.question();
  question.namespaceFilter = window.view().namespaceFilter;
  page.askFor(question, window.paused() ? window.view().snapshot : nullptr);
}

}  // namespace

CostPage& costPageOf(const MainWindow& window) {
  return *static_cast<CostPage*>(window.page(QStringLiteral("cost")));
}

void connectCost(MainWindow& window, Look& look) {
  CostPage& page = costPageOf(window);
  QObject::connect(&page, &CostPage::questionChanged, &window, [&window] { askCost(window); });
  // Told whenever another page, namespace or moment comes in sight.
  QObject::connect(&window, &MainWindow::latencyRequested, &page, [&window] { askCost(window); });
  QObject::connect(&page, &CostPage::saveRequested, &window, &MainWindow::saveRequested);
  QObject::connect(&page, &CostPage::textCopyRequested, &window, &MainWindow::textCopyRequested);
  QObject::connect(&page, &CostPage::requestWanted, &window,
                   [&window](const actions::ActionRequest& request) { window.rehearse(request); });
  if (auto* prices = window.settingsPage().findChild<PricesPanel*>()) {
    QObject::connect(prices, &PricesPanel::chosen, &page, [&window, &page](const QString& text) {
      setPrices(window, text);
      Q_EMIT page.pricesChosen(text);
    });
  }
  QWidget* tools = window.page(QStringLiteral("devices"))->headerTools();
  if (auto* row = qobject_cast<QBoxLayout*>(tools == nullptr ? nullptr : tools->layout())) {
    auto* link = new Button(look, ButtonStyle::link, CostPage::tr("Cost"), true, tools);
    link->setToolTip(CostPage::tr("Where GPU hours and money go, what is idle or stranded"));
    QObject::connect(link, &Button::clicked, &window, [&window] { window.openPage(QStringLiteral("cost")); });
    row->insertWidget(0, link);
  }
}

void setPrices(MainWindow& window, const QString& text) {
  if (auto* panel = window.settingsPage().findChild<PricesPanel*>()) {
    panel->setText(text);
  }
  cost::PriceTablePtr prices;
  if (!text.trimmed().isEmpty()) {
    if (Result<cost::PriceTable> read = cost::readPrices(text.toStdString())) {
      prices = std::make_shared<const cost::PriceTable>(std::move(*read));
    }
  }
  costPageOf(window).setPrices(std::move(prices));
}

}  // namespace claimscope::ui
