// The topology page's crumbs, its menus and what they do.
#include <QHBoxLayout>
#include <QKeyEvent>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/topology/topology_page.h"

namespace claimscope::ui {
namespace {

// What a crumb flies to.
constexpr int kEverything = 0;
constexpr int kGroup = 1;
constexpr int kZone = 2;
constexpr int kNode = 3;
constexpr int kDevice = 4;

}  // namespace

QWidget* TopologyPage::makeCrumbs() {
  m_crumbs = new CrumbBar(m_look, this);
  m_matches = new PlainLabel(m_look, FontRole::caption, Ink::muted, m_crumbs);
  m_crumbs->addTool(m_matches);
  auto* hit = new Button(m_look, ButtonStyle::ghost, tr("Who would be hit"), true, m_crumbs);
  hit->setTrailingIconId(QStringLiteral("chev"));
  hit->setToolTip(tr("If the selected device, its card, its driver or its node failed"));
  auto* save = new Button(m_look, ButtonStyle::ghost, tr("Export"), true, m_crumbs);
  save->setIconId(QStringLiteral("export"));
  save->setTrailingIconId(QStringLiteral("chev"));
  m_crumbs->addTool(hit);
  m_crumbs->addTool(save);
  const auto popUp = [this](QWidget* button, void (TopologyPage::*fill)(QMenu&)) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    (this->*fill)(*menu);
    menu->popup(button->mapToGlobal(QPoint(0, button->height() + 2)));
  };
  connect(hit, &QAbstractButton::clicked, this, [hit, popUp] { popUp(hit, &TopologyPage::fillBlastMenu); });
  connect(save, &QAbstractButton::clicked, this, [save, popUp] { popUp(save, &TopologyPage::fillExportMenu); });
  connect(m_crumbs, &CrumbBar::back, m_canvas, &TopologyCanvas::goBack);
  connect(m_crumbs, &CrumbBar::forward, m_canvas, &TopologyCanvas::goForward);
  connect(m_crumbs, &CrumbBar::chosen, this, [this](int target) { goToCrumb(target); });
  return m_crumbs;
}

void TopologyPage::setGroupBy(const topology::Grouping& grouping) {
  m_canvas->setGroupBy(grouping);
  m_group->setChoice(groupingName(grouping));
  updateCrumbs();
}

void TopologyPage::setColourBy(const ColourChoice& choice) {
  m_canvas->setColourBy(choice);
  m_colour->setChoice(colourName(choice));
}

void TopologyPage::fillBlastMenu(QMenu& menu) {
  const std::vector<topology::FailureScope> scopes =
      m_view.snapshot == nullptr ? std::vector<topology::FailureScope>() : m_canvas->scopes();
  for (const topology::FailureScope& scope : scopes) {
    QString text = scopeName(scope);
    QAction* action = menu.addAction(text.replace(QLatin1Char('&'), QStringLiteral("&&")));
    connect(action, &QAction::triggered, this, [this, scope] { m_canvas->askBlast(scope); });
  }
  if (scopes.empty()) {
    menu.addAction(tr("Select a device, claim, pod or node first"))->setEnabled(false);
  }
}

void TopologyPage::fillExportMenu(QMenu& menu) {
  struct Entry {
    PictureKind kind;
    bool everything;
    QString text;
  };
  const Entry entries[] = {
      {PictureKind::png, false, tr("What is in sight as PNG")}, {PictureKind::svg, false, tr("What is in sight as SVG")},
      {PictureKind::pdf, false, tr("What is in sight as PDF")}, {PictureKind::png, true, tr("Everything as PNG")},
      {PictureKind::svg, true, tr("Everything as SVG")},        {PictureKind::pdf, true, tr("Everything as PDF")}};
  for (const Entry& entry : entries) {
    if (entry.kind == PictureKind::png && entry.everything) {
      menu.addSeparator();
    }
    QAction* action = menu.addAction(entry.text);
    action->setEnabled(m_view.snapshot != nullptr && m_canvas->scene().layout != nullptr);
    connect(action, &QAction::triggered, this,
            [this, kind = entry.kind, everything = entry.everything] { savePicture(kind, everything); });
  }
}

void TopologyPage::savePicture(PictureKind kind, bool everything) {
  if (m_view.snapshot == nullptr || m_canvas->scene().layout == nullptr) {
    return;
  }
  const QString time =
      fullTime(m_view.snapshot->time).left(19).remove(QLatin1Char(':')).replace(QLatin1Char(' '), QLatin1Char('-'));
  Q_EMIT saveRequested(QStringLiteral("topology-%1.%2").arg(time, pictureSuffix(kind)),
                       pictureOf(m_canvas->scene(), m_look, m_canvas->size(), kind, everything));
}

/// cluster › group › zone › node › device: of the selection when there is one, else of what is in sight.
void TopologyPage::updateCrumbs() {
  if (m_view.snapshot == nullptr || m_canvas->scene().layout == nullptr) {
    m_crumbs->setCrumbs({});
    return;
  }
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  const topology::Layout& layout = *m_canvas->scene().layout;
  std::vector<Crumb> crumbs{
      {snapshot.server.context.empty() ? tr("Cluster") : plain(snapshot.server.context), true, kEverything}};
  TopologyCanvas::Place place = m_canvas->place();
  const topology::Neighbourhood& bound = m_canvas->bound();
  const cluster::NodeIndex node =
      bound.nodes.size() == 1 || bound.focus.kind == topology::Focus::Kind::node
          ? (bound.focus.kind == topology::Focus::Kind::node ? bound.focus.index : bound.nodes.front())
          : cluster::kNone;
  if (node != cluster::kNone && layout.boxOfNode[node] != cluster::kNone) {
    const std::uint32_t box = layout.boxOfNode[node];
    place.group = layout.nodes[box].group;
    place.zone = SIZE_MAX;
    const topology::GroupBox& group = layout.groups[place.group];
    for (std::size_t z = 0; z < group.zones.size(); ++z) {
      if (box >= group.zones[z].firstNode && box < group.zones[z].firstNode + group.zones[z].nodeCount) {
        place.zone = z;
      }
    }
  }
  if (place.group < layout.groups.size()) {
    const topology::GroupBox& group = layout.groups[place.group];
    crumbs.push_back({groupName(group.name), true, kGroup});
    if (place.zone < group.zones.size() && !group.zones[place.zone].name.empty()) {
      crumbs.push_back({plain(group.zones[place.zone].name), true, kZone});
    }
  }
  if (node != cluster::kNone) {
    crumbs.push_back({plain(snapshot.inventory->nodes[node].name.view()), true, kNode});
    if (bound.focus.kind == topology::Focus::Kind::device) {
      crumbs.push_back({plain(snapshot.inventory->devices[bound.focus.index].name.view()), true, kDevice});
    }
  }
  m_place = place;
  m_crumbNode = node;
  m_crumbs->setCrumbs(std::move(crumbs));
}

void TopologyPage::goToCrumb(int target) {
  if (m_canvas->scene().layout == nullptr) {
    return;
  }
  const topology::Layout& layout = *m_canvas->scene().layout;
  switch (target) {
    case kGroup:
      m_canvas->flyToGroup(m_place.group);
      break;
    case kZone:
      if (m_place.group < layout.groups.size() && m_place.zone < layout.groups[m_place.group].zones.size()) {
        const topology::ZoneBox& zone = layout.groups[m_place.group].zones[m_place.zone];
        QRectF world;
        for (std::uint32_t i = zone.firstNode; i < zone.firstNode + zone.nodeCount; ++i) {
          const topology::Rect& r = layout.nodes[i].rect;
          world = world.united(QRectF(r.x, r.y, r.w, r.h));
        }
        m_canvas->flyTo(world, Viewport::kMaxScale);
      }
      break;
    case kNode:
    case kDevice:
      m_canvas->flyToNode(m_crumbNode);
      break;
    default:
      m_canvas->fitAll();
      break;
  }
  m_canvas->setFocus();
}

void TopologyPage::nextMatch(int step) {
  const TopologyCanvas::MatchPlace place = m_canvas->nextMatch(step);
  if (place.of > 0) {
    m_matches->setText(
        tr("%1 of %2").arg(number(static_cast<std::int64_t>(place.at)), number(static_cast<std::int64_t>(place.of))));
  }
}

/// In the find field Enter walks through the matches, Shift+Enter back, Down goes into the picture, Esc empties the field.
bool TopologyPage::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_find && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
      case Qt::Key_Return:
      case Qt::Key_Enter:
        nextMatch((key->modifiers() & Qt::ShiftModifier) != 0 ? -1 : 1);
        return true;
      case Qt::Key_Down:
        m_canvas->setFocus();
        return true;
      case Qt::Key_Escape:
        m_find->clear();
        m_canvas->setFocus();
        return true;
      default:
        break;
    }
  }
  return Page::eventFilter(watched, event);
}

}  // namespace claimscope::ui
