#include "tests/ui/pages/page_sheet.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <map>

#include "ui/pages/claims/claims_page.h"
#include "ui/pages/devices/devices_page.h"
#include "ui/pages/inspector/inspector.h"
#include "ui/pages/overview/overview_page.h"
#include "ui/pages/topology/topology_page.h"

namespace claimscope::ui {
namespace {

constexpr int kHeader = 44;

/// A page under its header, on the window's ground, as the shell shows it.
class Sheet final : public QWidget {
 public:
  Sheet(Look& look, const QString& title, Page* page, int width) : m_look(look) {
    setFixedSize(width, kSheetHeight + kHeader);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* header = new QWidget(this);
    header->setFixedHeight(kHeader);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(10);
    row->addWidget(new PlainLabel(look, FontRole::title, Ink::primary, title, header));
    row->addWidget(new PlainLabel(look, FontRole::small, Ink::muted, page->subtitle(), header), 1);
    if (QWidget* tools = page->headerTools()) {
      row->addWidget(tools);
      tools->show();
    }
    column->addWidget(header);
    column->addWidget(page, 1);
  }

 protected:
  void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), m_look.theme().bg.window); }

 private:
  Look& m_look;
};

View viewOf(const std::string& scenario, SampleState state) {
  static std::map<std::pair<std::string, SampleState>, View> kept;
  auto [found, fresh] = kept.try_emplace({scenario, state});
  if (fresh) {
    found->second =
        scenario == "quiet" ? quietView(sampleSnapshot(scenario, state)) : sampleView(sampleSnapshot(scenario, state));
  }
  return found->second;
}

QImage grab(QWidget& widget) {
  (void)widget.grab();  // lays it out
  QCoreApplication::sendPostedEvents();
  return widget.grab().toImage();
}

/// The first claim with devices that pods use, else the first.
std::optional<ObjectRef> someClaim(const View& view, bool held) {
  std::optional<ObjectRef> best;
  std::size_t most = 0;
  for (const cluster::ClaimView& claim : view.snapshot->inventory->claims) {
    const ResourceClaim* object = view.snapshot->of<ResourceClaim>().at(claim.slot);
    const bool fits = held ? claim.state == "pending" : claim.devices.size() > 1 && !claim.pods.empty();
    const std::size_t score = held ? 1 : claim.devices.size() + claim.pods.size();
    if (fits && score > most) {
      most = score;
      best = ObjectRef{"claim", object->meta.namespaceName.str(), object->meta.name.str()};
    }
  }
  return best;
}

using MakePage = std::function<Page*(Look&)>;

SheetPicture picture(const QString& name, const QString& title, const std::string& scenario, SampleState state,
                     const MakePage& make, const std::function<std::optional<ObjectRef>(const View&)>& selection = {},
                     int width = kSheetWidth) {
  return {name, [=](Look& look) {
            const View view = viewOf(scenario, state);
            Page* page = make(look);
            page->resize(width, kSheetHeight);
            page->setView(view);
            if (selection) {
              page->setSelection(selection(view));
            }
            Sheet sheet(look, title, page, width);
            return grab(sheet);
          }};
}

SheetPicture inspected(const QString& name, const std::string& scenario,
                       const std::function<std::optional<ObjectRef>(const View&)>& object) {
  return {name, [=](Look& look) {
            const View view = viewOf(scenario, SampleState::live);
            Inspector inspector(look, [](const ObjectRef&, const std::function<void(bool, QString)>& done) {
              done(true, QStringLiteral("kind: ResourceClaim\n"));
            });
            inspector.resize(348, kSheetHeight);
            inspector.setView(view);
            inspector.setObject(object(view));
            return grab(inspector);
          }};
}

}  // namespace

std::vector<SheetPicture> sheetPictures() {
  const MakePage overview = [](Look& look) { return new OverviewPage(look); };
  const MakePage devices = [](Look& look) { return new DevicesPage(look); };
  const MakePage claims = [](Look& look) { return new ClaimsPage(look); };
  const MakePage topology = [](Look& look) {
    auto* page = new TopologyPage(look);
    page->canvas().setAnimated(false);
    return page;
  };
  const auto usedClaim = [](const View& view) { return someClaim(view, false); };
  const auto heldClaim = [](const View& view) { return someClaim(view, true); };
  const auto firstFinding = [](const View& view) -> std::optional<ObjectRef> {
    return view.diagnosis->findings.empty() ? std::nullopt
                                            : std::optional(ObjectRef{"finding", {}, view.diagnosis->findings.front().id});
  };
  std::vector<SheetPicture> out;
  struct World {
    const char* name;
    std::string scenario;
    SampleState state;
  };
  const std::vector<World> worlds{{"fleet", "fleet", SampleState::live},      {"eks", "eks-hybrid", SampleState::live},
                                  {"quiet", "quiet", SampleState::live},      {"classic", "eks-classic", SampleState::live},
                                  {"empty", "", SampleState::empty},          {"forbidden", "fleet", SampleState::forbidden},
                                  {"loading", "fleet", SampleState::loading}, {"stale", "eks-hybrid", SampleState::stale},
                                  {"notserved", "", SampleState::notServed}};
  for (const World& world : worlds) {
    const QString suffix = QLatin1Char('-') + QString::fromLatin1(world.name);
    out.push_back(
        picture(QStringLiteral("overview") + suffix, QStringLiteral("Overview"), world.scenario, world.state, overview));
    out.push_back(
        picture(QStringLiteral("topology") + suffix, QStringLiteral("Topology"), world.scenario, world.state, topology));
    out.push_back(picture(QStringLiteral("devices") + suffix, QStringLiteral("Devices"), world.scenario, world.state, devices));
    out.push_back(picture(QStringLiteral("claims") + suffix, QStringLiteral("Claims"), world.scenario, world.state, claims));
  }
  out.push_back(picture(QStringLiteral("overview-fleet-selected"), QStringLiteral("Overview"), "fleet", SampleState::live,
                        overview, firstFinding));
  out.push_back(picture(QStringLiteral("overview-fleet-narrow"), QStringLiteral("Overview"), "fleet", SampleState::live, overview,
                        {}, 948));
  out.push_back(picture(QStringLiteral("topology-eks-claim"), QStringLiteral("Topology"), "eks-hybrid", SampleState::live,
                        topology, usedClaim, kSheetWidth - 202));
  out.push_back(picture(QStringLiteral("topology-fleet-claim"), QStringLiteral("Topology"), "fleet", SampleState::live, topology,
                        usedClaim, kSheetWidth - 202));
  out.push_back(picture(QStringLiteral("claims-fleet-selected"), QStringLiteral("Claims"), "fleet", SampleState::live, claims,
                        heldClaim, 1032));
  out.push_back(inspected(QStringLiteral("inspector-claim"), "fleet", usedClaim));
  out.push_back(inspected(QStringLiteral("inspector-claim-held"), "fleet", heldClaim));
  out.push_back(inspected(QStringLiteral("inspector-finding"), "fleet", firstFinding));
  out.push_back(inspected(QStringLiteral("inspector-device"), "fleet", [](const View& view) -> std::optional<ObjectRef> {
    for (const cluster::DeviceView& device : view.snapshot->inventory->devices) {
      if (!device.claims.empty()) {
        return refOf(device);
      }
    }
    return std::nullopt;
  }));
  out.push_back(inspected(QStringLiteral("inspector-node"), "fleet", [](const View& view) -> std::optional<ObjectRef> {
    for (const cluster::NodeView& node : view.snapshot->inventory->nodes) {
      if (!node.podsWithClaims.empty()) {
        return ObjectRef{"node", {}, node.name.str()};
      }
    }
    return std::nullopt;
  }));
  out.push_back(inspected(QStringLiteral("inspector-pod"), "fleet", [](const View& view) -> std::optional<ObjectRef> {
    for (const cluster::ClaimView& claim : view.snapshot->inventory->claims) {
      if (!claim.pods.empty()) {
        return refOf("pod", view.snapshot->of<Pod>().at(claim.pods.front())->meta);
      }
    }
    return std::nullopt;
  }));
  out.push_back(inspected(QStringLiteral("inspector-nothing"), "fleet",
                          [](const View&) -> std::optional<ObjectRef> { return std::nullopt; }));
  return out;
}

}  // namespace claimscope::ui
