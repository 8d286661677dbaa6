#include "ui/pages/topology/pick_menus.h"

#include <QHBoxLayout>
#include <array>

#include "ui/base/format.h"
#include "ui/base/tell.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {
namespace {

/// Menus read & as the mark of a shortcut and a tab as the beginning of one.
QString menuText(QString text) {
  return text.replace(QLatin1Char('&'), QStringLiteral("&&")).replace(QLatin1Char('\t'), QLatin1Char(' '));
}

template <class Choice>
void addChoice(QMenu& menu, const QString& text, const Choice& choice, const Choice& current,
               const std::function<void(const Choice&)>& choose) {
  QAction* action = menu.addAction(menuText(text));
  action->setCheckable(true);
  action->setChecked(choice == current);
  QObject::connect(action, &QAction::triggered, &menu, [choose, choice] { choose(choice); });
}

void addNone(QMenu& menu, const QString& text) {
  menu.addAction(text)->setEnabled(false);
}

}  // namespace

PickButton::PickButton(Look& look, const QString& label, std::function<void(QMenu&)> fill, QWidget* parent)
    : QWidget(parent), m_label(label), m_fill(std::move(fill)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  m_button = new Button(look, ButtonStyle::normal, {}, false, this);
  m_button->setTrailingIconId(QStringLiteral("chev"));
  row->addWidget(m_button);
  connect(m_button, &QAbstractButton::clicked, this, [this] {
    QMenu* menu = makeMenu().release();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(m_button->mapToGlobal(QPoint(0, m_button->height() + 2)));
  });
}

std::unique_ptr<QMenu> PickButton::makeMenu() {
  auto menu = std::make_unique<QMenu>(this);
  m_fill(*menu);
  return menu;
}

void PickButton::setChoice(const QString& choice) {
  // A label or an attribute may be long; the whole name is in the tooltip.
  constexpr int kMost = 140;
  const QString cut = QFontMetrics(m_button->font()).elidedText(choice, Qt::ElideLeft, kMost);
  m_button->setText(m_label + QLatin1Char(' ') + cut);
  m_button->setToolTip(cut == choice ? QString() : toolTipText(choice));
  m_button->updateGeometry();
}

QString groupingName(const topology::Grouping& grouping) {
  switch (grouping.by) {
    case topology::GroupBy::nodeGroup:
      return tell("Node group");
    case topology::GroupBy::zone:
      return tell("Zone");
    case topology::GroupBy::rack:
      return tell("Rack");
    case topology::GroupBy::instanceType:
      return tell("Instance type");
    case topology::GroupBy::driver:
      return tell("Driver");
    case topology::GroupBy::label:
      break;
  }
  return plain(grouping.label.view());
}

void fillGroupMenu(QMenu& menu, const cluster::Snapshot* snapshot, const topology::Grouping& current,
                   const std::function<void(const topology::Grouping&)>& choose) {
  using topology::GroupBy;
  for (const GroupBy by : {GroupBy::nodeGroup, GroupBy::zone, GroupBy::rack, GroupBy::instanceType, GroupBy::driver}) {
    addChoice<topology::Grouping>(menu, groupingName(by), by, current, choose);
  }
  menu.addSeparator();
  QMenu* labels = menu.addMenu(tell("Label of nodes"));
  const std::vector<topology::LabelChoice> choices =
      snapshot == nullptr ? std::vector<topology::LabelChoice>() : topology::labelChoices(*snapshot);
  for (const topology::LabelChoice& label : choices) {
    const QString text =
        tell("%1   (%2 on %3)")
            .arg(plain(label.key.view()), counted(static_cast<std::int64_t>(label.values), tell("value"), tell("values")),
                 counted(static_cast<std::int64_t>(label.nodes), tell("node"), tell("nodes")));
    addChoice<topology::Grouping>(*labels, text, topology::Grouping(label.key), current, choose);
  }
  if (choices.empty()) {
    addNone(*labels, tell("No label of a node is visible"));
  }
}

QString colourName(const ColourChoice& choice) {
  switch (choice.by) {
    case ColourBy::state:
      return tell("State");
    case ColourBy::deviceClass:
      return tell("Class");
    case ColourBy::model:
      return tell("Model");
    case ColourBy::memory:
      return tell("Memory");
    case ColourBy::driverVersion:
      return tell("Driver version");
    case ColourBy::use:
      return tell("Use");
    case ColourBy::claim:
      return tell("Claim");
    case ColourBy::claimNamespace:
      return tell("Namespace");
    case ColourBy::age:
      return tell("Age of the claim");
    case ColourBy::attribute:
    case ColourBy::capacity:
      break;
  }
  return plain(withoutDomain(choice.name.view()));
}

void fillColourMenu(QMenu& menu, const cluster::Snapshot* snapshot, const ColourChoice& current,
                    const std::function<void(const ColourChoice&)>& choose) {
  static constexpr std::array<ColourBy, 9> kWays{ColourBy::state,  ColourBy::deviceClass,    ColourBy::model,
                                                 ColourBy::memory, ColourBy::driverVersion,  ColourBy::use,
                                                 ColourBy::claim,  ColourBy::claimNamespace, ColourBy::age};
  for (const ColourBy by : kWays) {
    addChoice<ColourChoice>(menu, colourName(by), by, current, choose);
  }
  menu.addSeparator();
  QMenu* attributes = menu.addMenu(tell("Attribute"));
  QMenu* capacities = menu.addMenu(tell("Capacity"));
  const std::vector<topology::AttributeChoice> choices =
      snapshot == nullptr ? std::vector<topology::AttributeChoice>() : topology::attributeChoices(*snapshot);
  for (const topology::AttributeChoice& choice : choices) {
    const QString text =
        tell("%1   (%2)")
            .arg(plain(choice.name.view()), counted(static_cast<std::int64_t>(choice.devices), tell("device"), tell("devices")));
    addChoice<ColourChoice>(choice.capacity ? *capacities : *attributes, text,
                            {choice.capacity ? ColourBy::capacity : ColourBy::attribute, choice.name}, current, choose);
  }
  for (QMenu* sub : {attributes, capacities}) {
    if (sub->isEmpty()) {
      addNone(*sub, tell("No device publishes any"));
    }
  }
}

}  // namespace claimscope::ui
