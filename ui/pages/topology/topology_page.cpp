#include "ui/pages/topology/topology_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>

#include "ui/base/format.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

/// One frame around minus, zoom, plus and fit, with lines between them.
class ZoomFrame final : public QWidget {
 public:
  ZoomFrame(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme& theme = m_look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.border.normal, theme.lineWidth));
    painter.setBrush(theme.bg.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int i = 1; i < layout()->count(); ++i) {
      painter.drawLine(layout()->itemAt(i)->geometry().left(), 1, layout()->itemAt(i)->geometry().left(), height() - 2);
    }
  }

 private:
  Look& m_look;
};

}  // namespace

TopologyPage::TopologyPage(Look& look, QWidget* parent) : Page(look, parent), m_canvas(new TopologyCanvas(look)) {
  m_story = new StoryFrame(look, m_canvas, 26, this);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(makeCrumbs());
  layout->addWidget(m_story, 1);
  m_tools = makeTools();
  m_tools->hide();
  setFocusProxy(m_canvas);
  connect(m_canvas, &TopologyCanvas::focusChanged, this, [this] {
    m_wanted = selectedObject();
    updateCrumbs();
    Q_EMIT selected(m_wanted);
  });
  connect(m_canvas, &TopologyCanvas::historyChanged, this,
          [this] { m_crumbs->setHistory(m_canvas->canGoBack(), m_canvas->canGoForward()); });
  connect(m_canvas, &TopologyCanvas::ownerChosen, this, [this](const ObjectRef& owner) { Q_EMIT selected(owner); });
  connect(m_canvas, &TopologyCanvas::inspect, this, [this] { Q_EMIT selected(selectedObject()); });
  connect(m_canvas, &TopologyCanvas::zoomChanged, this, [this] {
    m_zoom->setText(m_canvas->zoomText());
    updateCrumbs();
  });
}

QWidget* TopologyPage::makeTools() {
  auto* tools = new QWidget(this);
  auto* row = new QHBoxLayout(tools);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  m_group = new PickButton(
      m_look, tr("Group by"),
      [this](QMenu& menu) {
        fillGroupMenu(menu, m_view.snapshot.get(), m_canvas->grouping(), [this](const topology::Grouping& g) { setGroupBy(g); });
      },
      tools);
  m_colour = new PickButton(
      m_look, tr("Colour by"),
      [this](QMenu& menu) {
        fillColourMenu(menu, m_view.snapshot.get(), m_canvas->colourChoice(), [this](const ColourChoice& c) { setColourBy(c); });
      },
      tools);
  m_group->setChoice(groupingName(m_canvas->grouping()));
  m_colour->setChoice(colourName(m_canvas->colourChoice()));
  m_find = makeFind(tools);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_group, m_colour, m_find, makeZoom(tools)}) {
    row->addWidget(widget);
  }
  return tools;
}

QLineEdit* TopologyPage::makeFind(QWidget* parent) {
  auto* find = new QLineEdit(parent);
  find->setPlaceholderText(tr("Find and fly to"));
  find->setAccessibleName(tr("Find nodes and devices"));
  find->setMaxLength(256);
  find->setFixedSize(180, 28);
  QAction* icon = find->addAction(QIcon(), QLineEdit::LeadingPosition);
  const auto restyle = [this, icon, find] {
    icon->setIcon(QIcon(m_look.icon(QStringLiteral("search"), 16, m_look.theme().text.muted, find->devicePixelRatioF())));
  };
  restyle();
  connect(&m_look, &Look::changed, find, restyle);
  connect(find, &QLineEdit::textChanged, this, [this](const QString& text) {
    const std::size_t nodes = m_canvas->setFind(text);
    m_matches->setText(text.isEmpty() ? QString()
                       : nodes == 0
                           ? tr("No node or device is called so")
                           : tr("on %1, Enter walks").arg(counted(static_cast<std::int64_t>(nodes), tr("node"), tr("nodes"))));
  });
  find->installEventFilter(this);
  return find;
}

QWidget* TopologyPage::makeZoom(QWidget* parent) {
  auto* frame = new ZoomFrame(m_look, parent);
  frame->setFixedHeight(28);
  auto* row = new QHBoxLayout(frame);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  auto* less = new Button(m_look, QStringLiteral("minus"), tr("Zoom out (−)"), false, frame);
  m_zoom = new PlainLabel(m_look, FontRole::monoSmall, Ink::secondary, frame);
  m_zoom->setMinimumWidth(96);
  m_zoom->setAlignment(Qt::AlignCenter);
  auto* more = new Button(m_look, QStringLiteral("plus"), tr("Zoom in (+)"), false, frame);
  auto* fit = new Button(m_look, QStringLiteral("fit"), tr("Fit all (0)"), false, frame);
  for (QWidget* widget : std::initializer_list<QWidget*>{less, m_zoom, more, fit}) {
    row->addWidget(widget);
  }
  connect(less, &QAbstractButton::clicked, this, [this] { m_canvas->zoomBy(0.8); });
  connect(more, &QAbstractButton::clicked, this, [this] { m_canvas->zoomBy(1.25); });
  connect(fit, &QAbstractButton::clicked, this, [this] { m_canvas->fitAll(); });
  return frame;
}

void TopologyPage::focusFind() {
  m_find->setFocus();
  m_find->selectAll();
}

std::optional<ObjectRef> TopologyPage::selectedObject() const {
  const topology::FocusName name = topology::nameOf(*m_view.snapshot, m_canvas->focusObject());
  if (name.kind.empty()) {
    return std::nullopt;
  }
  return ObjectRef{name.kind, name.namespaceName, name.name};
}

void TopologyPage::setView(const View& view) {
  m_view = view;
  m_canvas->setView(view);
  m_crumbs->setHistory(m_canvas->canGoBack(), m_canvas->canGoForward());
  m_zoom->setText(m_canvas->zoomText());
  const cluster::Snapshot& snapshot = *view.snapshot;
  const cluster::Inventory& inventory = *snapshot.inventory;
  const QString subtitle = QStringList{countedBound(static_cast<std::int64_t>(inventory.nodes.size()),
                                                    printedBound(snapshot, Kind::Node), tr("node"), tr("nodes")),
                                       countedBound(static_cast<std::int64_t>(inventory.devices.size()),
                                                    printedBound(snapshot, Kind::ResourceSlice), tr("device"), tr("devices")),
                                       countedBound(static_cast<std::int64_t>(inventory.claims.size()),
                                                    printedBound(snapshot, Kind::ResourceClaim), tr("claim"), tr("claims"))}
                               .join(QStringLiteral(" · "));
  if (subtitle != m_subtitle) {
    m_subtitle = subtitle;
    Q_EMIT subtitleChanged();
  }
  showState();
  if (m_wanted && m_canvas->focusObject().kind == topology::Focus::Kind::none) {
    setSelection(m_wanted);
  }
  updateCrumbs();
}

void TopologyPage::setSelection(const std::optional<ObjectRef>& object) {
  m_wanted = object;
  if (m_view.snapshot == nullptr) {
    return;
  }
  const topology::Focus focus =
      object ? topology::findFocus(*m_view.snapshot, object->kind, object->namespaceName, object->name) : topology::Focus{};
  if (!(focus == m_canvas->focusObject())) {
    m_canvas->setFocusObject(focus, true);
    updateCrumbs();
  }
}

/// What stands in place of the graph when there is nothing to draw, or above it when it is not the whole truth.
void TopologyPage::showState() {
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  const cluster::Inventory& inventory = *snapshot.inventory;
  const SourceState slices = snapshot.source(Kind::ResourceSlice).status.state;
  // Nodes without devices are worth a picture only when it is known that they have none.
  const bool drawn = !inventory.devices.empty() ||
                     (!inventory.nodes.empty() && slices != SourceState::notServed && slices != SourceState::forbidden &&
                      slices != SourceState::failed && slices != SourceState::waiting && slices != SourceState::loading);
  SourceStory story = storyOf(snapshot, Kind::ResourceSlice, tr("Which devices the nodes have is unknown."), drawn);
  if (story.show == SourceStory::Show::rows && story.bannerTitle.isEmpty() && inventory.nodes.empty()) {
    story = storyOf(snapshot, Kind::Node, tr("Nodes are known only by the devices they have."), drawn);
  }
  EmptyWords words;
  words.title = tr("No nodes and no ResourceSlices");
  words.detail = tr("Every kind was read to its end; this cluster has none.");
  m_story->setStory(story, words, !drawn);
}

}  // namespace claimscope::ui
