#include <QtTest>

#include "model/resources/selector.h"

using namespace claimscope;

namespace {

Metadata node() {
  Metadata out;
  out.name = Text("node-1");
  out.labels = {{Text("empty"), Text()}, {Text("gpus"), Text("8")}, {Text("zone"), Text("a")}};
  return out;
}

SelectorRequirement requirement(const char* key, SelectorOperator op, std::initializer_list<const char*> values) {
  SelectorRequirement out{Text(key), op, {}};
  for (const char* value : values) {
    out.values.emplace_back(value);
  }
  return out;
}

bool labelMatches(const char* key, SelectorOperator op, std::initializer_list<const char*> values) {
  return matches(NodeSelector{{{{requirement(key, op, values)}, {}}}}, node());
}

bool fieldMatches(const char* key, SelectorOperator op, std::initializer_list<const char*> values) {
  return matches(NodeSelector{{{{}, {requirement(key, op, values)}}}}, node());
}

}  // namespace

class SelectorTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  // Behaviours of component-helpers nodeaffinity_test.go.
  void nodeLabels() {
    using enum SelectorOperator;
    QVERIFY(labelMatches("zone", in, {"b", "a"}) && !labelMatches("zone", in, {"b"}) && !labelMatches("zone", in, {}));
    QVERIFY(!labelMatches("rack", in, {""}));
    QVERIFY(labelMatches("zone", notIn, {"b"}) && labelMatches("rack", notIn, {"b"}) && !labelMatches("zone", notIn, {"a"}));
    QVERIFY(labelMatches("empty", exists, {}) && !labelMatches("rack", exists, {}) && !labelMatches("zone", exists, {"a"}));
    QVERIFY(labelMatches("rack", doesNotExist, {}) && !labelMatches("empty", doesNotExist, {}));
    QVERIFY(labelMatches("gpus", greaterThan, {"7"}) && !labelMatches("gpus", greaterThan, {"8"}));
    QVERIFY(labelMatches("gpus", lessThan, {"9"}) && !labelMatches("zone", lessThan, {"9"}) &&
            !labelMatches("gpus", lessThan, {"9", "10"}));
    QVERIFY(!labelMatches("zone", unknown, {"a"}));
  }
  void nodeFields() {
    using enum SelectorOperator;
    QVERIFY(fieldMatches("metadata.name", in, {"node-1"}) && !fieldMatches("metadata.name", in, {"node-2"}));
    QVERIFY(fieldMatches("metadata.name", notIn, {"node-2"}) && !fieldMatches("metadata.name", notIn, {"node-1"}));
    QVERIFY(!fieldMatches("metadata.name", in, {"node-1", "node-2"}) && !fieldMatches("metadata.uid", in, {"node-1"}));
    QVERIFY(!fieldMatches("metadata.name", exists, {}));
  }
  void terms() {
    const NodeSelectorTerm empty;
    const NodeSelectorTerm zone{{requirement("zone", SelectorOperator::in, {"a"})}, {}};
    QVERIFY(!matches(NodeSelector{}, node()));
    QVERIFY(!matches(NodeSelector{{empty}}, node()));
    QVERIFY(matches(NodeSelector{{empty, zone}}, node()));
    NodeSelectorTerm both = zone;
    both.matchFields.push_back(requirement("metadata.name", SelectorOperator::in, {"node-2"}));
    QVERIFY(!matches(NodeSelector{{both}}, node()));
  }
  void labelSelectors() {
    QVERIFY(matches(LabelSelector{}, {}));
    QVERIFY(matches(LabelSelector{{{Text("zone"), Text("a")}}, {}}, node().labels));
    QVERIFY(!matches(LabelSelector{{{Text("rack"), Text()}}, {}}, node().labels));
    QVERIFY(!matches(LabelSelector{{}, {requirement("zone", SelectorOperator::notIn, {"a"})}}, node().labels));
    QVERIFY(!matches(LabelSelector{{}, {requirement("gpus", SelectorOperator::greaterThan, {"1"})}}, node().labels));
    QVERIFY(hasLabel(node().labels, "empty") && labelValue(node().labels, "empty").empty() && !hasLabel(node().labels, "zonf"));
  }
  void tolerations() {
    const Taint taint{Text("k"), Text("v"), Text("NoSchedule"), {}};
    const auto make = [](const char* key, const char* op, const char* value, const char* effect) {
      return Toleration{Text(key), Text(op), Text(value), Text(effect), {}};
    };
    QVERIFY(tolerates(make("k", "Equal", "v", "NoSchedule"), taint) && tolerates(make("k", "", "v", ""), taint));
    QVERIFY(tolerates(make("", "Exists", "", ""), taint) && tolerates(make("k", "Exists", "", "NoSchedule"), taint));
    QVERIFY(!tolerates(make("k", "Equal", "w", ""), taint) && !tolerates(make("k", "Equal", "v", "NoExecute"), taint));
    QVERIFY(!tolerates(make("x", "Exists", "", ""), taint) && !tolerates(make("k", "Near", "v", ""), taint));
  }
  void annotationsKept() {
    QVERIFY(keepAnnotation("resource.kubernetes.io/pod-claim-name") && keepAnnotation("kubernetes.io/config.mirror"));
    QVERIFY(keepAnnotation("claimscope.io/x") && keepAnnotation("kwok.x-k8s.io/node"));
    QVERIFY(!keepAnnotation("kubectl.kubernetes.io/last-applied-configuration") && !keepAnnotation(""));
  }
};

QTEST_APPLESS_MAIN(SelectorTest)
#include "selector_test.moc"
