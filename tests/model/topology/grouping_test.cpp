// Grouping by anything a node is labelled with, and what devices can be told apart by.
#include <QtTest>
#include <cmath>
#include <map>
#include <set>

#include "model/topology/layout.h"
#include "model/topology/traits.h"
#include "tests/model/topology/worlds.h"

using namespace claimscope;
using namespace claimscope::topology;

class GroupingTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyLabelOfANodeIsAChoice() {
    std::map<std::string, std::set<std::string>> values;
    std::map<std::string, std::size_t> nodes;
    hybrid().of<Node>().forEach([&](cluster::Slot, const Node& node) {
      for (const auto& [key, value] : node.meta.labels) {
        values[key.str()].insert(value.str());
        ++nodes[key.str()];
      }
    });
    const std::vector<LabelChoice> choices = labelChoices(hybrid());
    QCOMPARE(choices.size(), values.size());
    for (const LabelChoice& choice : choices) {
      QCOMPARE(choice.values, values[choice.key.str()].size());
      QCOMPARE(choice.nodes, nodes[choice.key.str()]);
    }
  }

  void everyGroupingHoldsEveryNodeOnce() {
    std::vector<Grouping> groupings{GroupBy::nodeGroup, GroupBy::zone, GroupBy::rack, GroupBy::instanceType, GroupBy::driver};
    for (const LabelChoice& choice : labelChoices(fleet())) {
      groupings.emplace_back(choice.key);
    }
    for (const Grouping& grouping : groupings) {
      const Layout layout = layOut(fleet(), grouping, 1200, 700);
      QCOMPARE(layout.nodes.size(), fleet().inventory->nodes.size());
      QVERIFY(layout.groups.size() <= kMostGroups);
      std::size_t folded = 0;
      std::set<std::string_view> names;
      for (const GroupBox& group : layout.groups) {
        folded += group.folded;
        for (std::uint32_t i = group.firstNode; i < group.firstNode + group.nodeCount; ++i) {
          const std::string_view name = groupNameOf(fleet(), fleet().inventory->nodes[layout.nodes[i].node], grouping);
          names.insert(name);
          QVERIFY(group.folded > 0 || name == group.name);
        }
      }
      // What was put together is counted: as many groups as there are names.
      QCOMPARE(layout.groups.size() - (folded > 0 ? 1U : 0U) + folded, names.size());
    }
  }

  void aLabelThatIsNowhereIsOneGroup() {
    const Layout layout = layOut(hybrid(), Grouping(Text("no.such/label")), 900, 600);
    QCOMPARE(layout.groups.size(), std::size_t{1});
    QCOMPARE(layout.groups[0].name, std::string("(no such label)"));
  }

  void traitsAreThoseThatSlicesPublish() {
    const TraitValues models = traitValues(fleet(), {Trait::Kind::model});
    const TraitValues memory = traitValues(fleet(), {Trait::Kind::memory});
    QVERIFY(!models.numeric && memory.numeric);
    std::size_t h200 = 0;
    for (std::size_t i = 0; i < models.texts.size(); ++i) {
      if (models.texts[i] == "NVIDIA H200") {
        QCOMPARE(memory.numbers[i], 141.0 * 1024 * 1024 * 1024);
        ++h200;
      }
    }
    QCOMPARE(h200, std::size_t{16});
  }

  void agesAndClassesBelongToHeldDevicesOnly() {
    for (const Trait::Kind kind : {Trait::Kind::deviceClass, Trait::Kind::claimNamespace, Trait::Kind::claim, Trait::Kind::age}) {
      const TraitValues values = traitValues(hybrid(), {kind});
      for (std::size_t i = 0; i < hybrid().inventory->devices.size(); ++i) {
        const bool has = values.numeric ? !std::isnan(values.numbers[i]) : !values.texts[i].empty();
        QCOMPARE(has, !hybrid().inventory->devices[i].claims.empty());
      }
    }
  }

  void everyAttributeCanBeChosen() {
    const std::vector<AttributeChoice> choices = attributeChoices(hybrid());
    QVERIFY(choices.size() > 8);
    for (const AttributeChoice& choice : choices) {
      const TraitValues values =
          traitValues(hybrid(), {choice.capacity ? Trait::Kind::capacity : Trait::Kind::attribute, choice.name});
      QCOMPARE(values.numeric, choice.numeric);
      std::size_t have = 0;
      for (std::size_t i = 0; i < hybrid().inventory->devices.size(); ++i) {
        have += (values.numeric ? !std::isnan(values.numbers[i]) : !values.texts[i].empty()) ? 1U : 0U;
      }
      QVERIFY(have <= choice.devices);
      QVERIFY(have > 0);
    }
  }

  void categoriesCountWhatIsLeft() {
    std::vector<Text> values;
    for (int value = 0; value < 12; ++value) {
      for (int i = 0; i <= value; ++i) {
        values.emplace_back("v" + std::to_string(value));
      }
    }
    values.emplace_back();
    const Categories categories = categoriesOf(values, 8);
    QCOMPARE(categories.names.size(), std::size_t{7});
    QCOMPARE(categories.otherValues, std::size_t{5});
    QVERIFY(categories.names.front() == "v11");
    QCOMPARE(std::count(categories.of.begin(), categories.of.end(), std::uint8_t{7}), std::ptrdiff_t{1 + 2 + 3 + 4 + 5});
    QCOMPARE(categories.of.back(), Categories::kNone);
    QCOMPARE(categoriesOf({Text("a"), Text("b")}, 2).otherValues, std::size_t{0});
  }

  void stepsHoldEveryNumber() {
    std::vector<double> values;
    for (int i = 0; i < 1000; ++i) {
      values.push_back(i * i % 977);
    }
    values.push_back(std::nan(""));
    const Steps steps = stepsOf(values, 6);
    QCOMPARE(steps.limits.size(), std::size_t{6});
    std::vector<int> counts(6, 0);
    for (std::size_t i = 0; i + 1 < values.size(); ++i) {
      QVERIFY(steps.of[i] < 6);
      QVERIFY(values[i] <= steps.limits[steps.of[i]]);
      QVERIFY(steps.of[i] == 0 || values[i] > steps.limits[steps.of[i] - 1U]);
      ++counts[steps.of[i]];
    }
    QCOMPARE(steps.of.back(), Steps::kNone);
    for (const int count : counts) {
      QVERIFY(count > 80 && count < 260);
    }
    QCOMPARE(stepsOf({3, 3, 5}, 6).limits.size(), std::size_t{2});
  }
};

QTEST_APPLESS_MAIN(GroupingTest)
#include "grouping_test.moc"
