#include "ui/pages/topology/topology_page.h"

#include <QHBoxLayout>

#include "ui/base/format.h"
#include "ui/base/panels.h"

namespace claimscope::ui {
namespace {

QComboBox* makeChoice(QWidget* parent, const QString& name, const QStringList& choices) {
  auto* box = new QComboBox(parent);
  box->addItems(choices);
  box->setAccessibleName(name);
  box->setToolTip(name);
  box->setFixedHeight(28);
  box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  return box;
}

}  // namespace

TopologyPage::TopologyPage(Look& look, QWidget* parent)
    : Page(look, parent), m_canvas(new TopologyCanvas(look, this)), m_stack(new QStackedLayout(this)) {
  m_stack->setContentsMargins(0, 0, 0, 0);
  m_stack->addWidget(m_canvas);
  m_tools = makeTools();
  setFocusProxy(m_canvas);
  connect(m_canvas, &TopologyCanvas::focusChanged, this, [this] { Q_EMIT selected(selectedObject()); });
  connect(m_canvas, &TopologyCanvas::inspect, this, [this] { Q_EMIT selected(selectedObject()); });
  connect(m_canvas, &TopologyCanvas::zoomChanged, this, [this] { m_zoom->setText(m_canvas->zoomText()); });
}

QWidget* TopologyPage::makeTools() {
  auto* tools = new QWidget(this);
  auto* row = new QHBoxLayout(tools);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  m_groupBy = makeChoice(tools, QStringLiteral("Group by"),
                         {QStringLiteral("Group by node group"), QStringLiteral("Group by zone"),
                          QStringLiteral("Group by instance type"), QStringLiteral("Group by driver")});
  m_colourBy =
      makeChoice(tools, QStringLiteral("Colour by"),
                 {QStringLiteral("Colour by state"), QStringLiteral("Colour by class"), QStringLiteral("Colour by namespace")});
  m_find = new QLineEdit(tools);
  m_find->setPlaceholderText(QStringLiteral("Find and fly to"));
  m_find->setAccessibleName(QStringLiteral("Find nodes and devices"));
  m_find->setFixedSize(170, 28);
  auto* less = new Button(m_look, QStringLiteral("minus"), QStringLiteral("Zoom out (−)"), false, tools);
  m_zoom = new PlainLabel(m_look, FontRole::monoSmall, Ink::secondary, tools);
  m_zoom->setMinimumWidth(84);
  m_zoom->setAlignment(Qt::AlignCenter);
  auto* more = new Button(m_look, QStringLiteral("plus"), QStringLiteral("Zoom in (+)"), false, tools);
  auto* fit = new Button(m_look, QStringLiteral("fit"), QStringLiteral("Fit all (0)"), false, tools);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_groupBy, m_colourBy, m_find, less, m_zoom, more, fit}) {
    row->addWidget(widget);
  }
  connect(m_groupBy, &QComboBox::currentIndexChanged, this,
          [this](int index) { m_canvas->setGroupBy(static_cast<topology::GroupBy>(index)); });
  connect(m_colourBy, &QComboBox::currentIndexChanged, this,
          [this](int index) { m_canvas->setColourBy(static_cast<ColourBy>(index)); });
  connect(m_find, &QLineEdit::textChanged, this, [this](const QString& text) { m_canvas->setFind(text); });
  connect(m_find, &QLineEdit::returnPressed, this, [this] { m_canvas->setFocus(); });
  connect(less, &QAbstractButton::clicked, this, [this] { m_canvas->zoomBy(0.8); });
  connect(more, &QAbstractButton::clicked, this, [this] { m_canvas->zoomBy(1.25); });
  connect(fit, &QAbstractButton::clicked, this, [this] { m_canvas->fitAll(); });
  return tools;
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
  m_zoom->setText(m_canvas->zoomText());
  const cluster::Inventory& inventory = *view.snapshot->inventory;
  const QString subtitle =
      QStringLiteral("%1 · %2 · %3")
          .arg(counted(static_cast<std::int64_t>(inventory.nodes.size()), QStringLiteral("node"), QStringLiteral("nodes")),
               counted(static_cast<std::int64_t>(inventory.devices.size()), QStringLiteral("device"), QStringLiteral("devices")),
               counted(static_cast<std::int64_t>(inventory.claims.size()), QStringLiteral("claim"), QStringLiteral("claims")));
  if (subtitle != m_subtitle) {
    m_subtitle = subtitle;
    Q_EMIT subtitleChanged();
  }
  showState();
}

void TopologyPage::setSelection(const std::optional<ObjectRef>& object) {
  if (m_view.snapshot == nullptr) {
    return;
  }
  const topology::Focus focus =
      object ? topology::findFocus(*m_view.snapshot, object->kind, object->namespaceName, object->name) : topology::Focus{};
  if (!(focus == m_canvas->focusObject())) {
    m_canvas->setFocusObject(focus, true);
  }
}

/// What stands in place of the graph when there is nothing to draw, and why.
void TopologyPage::showState() {
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  const SourceStatus& slices = snapshot.source(Kind::ResourceSlice).status;
  const SourceStatus& nodes = snapshot.source(Kind::Node).status;
  QString key;
  std::function<QWidget*()> make;
  if (!snapshot.inventory->nodes.empty()) {
    key = QString();
  } else if (nodes.state == SourceState::waiting || nodes.state == SourceState::loading || slices.state == SourceState::loading) {
    key = QStringLiteral("loading");
    make = [this] {
      return makeEmptyNote(m_look, QStringLiteral("Loading nodes and ResourceSlices"),
                           QStringLiteral("The first ones appear at once."));
    };
  } else if (slices.error) {
    key = QStringLiteral("error") + plain(slices.error->message);
    make = [this, error = *slices.error] { return makeErrorNote(m_look, error); };
  } else {
    key = QStringLiteral("empty");
    make = [this] {
      return makeEmptyNote(m_look, QStringLiteral("No nodes and no ResourceSlices"),
                           QStringLiteral("Every kind was read to its end; this cluster has none."));
    };
  }
  if (key == m_noteKey) {
    return;
  }
  m_noteKey = key;
  if (m_note != nullptr) {
    m_stack->removeWidget(m_note);
    m_note->deleteLater();
    m_note = nullptr;
  }
  if (make) {
    m_note = make();
    m_stack->addWidget(m_note);
    m_stack->setCurrentWidget(m_note);
  } else {
    m_stack->setCurrentWidget(m_canvas);
  }
}

}  // namespace claimscope::ui
