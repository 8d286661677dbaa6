// Case: one cause as a small cluster, and what its explanation must say. Test thread.
#pragma once

#include <QtTest>
#include <functional>
#include <string>
#include <vector>

#include "model/explanation/explanation.h"
#include "tests/model/diagnosis/scene.h"

namespace claimscope::explanation {

using diagnosis::Scene;

struct Case {
  std::string id;  ///< row of dra.md 3, and what it is
  std::function<void(Scene&)> build;
  std::string object;  ///< "claim/ml/c" or "pod/ml/p"
  std::string reason;
  std::string verdict;
  std::string evidence;  ///< "object|field|value": one piece of evidence must have these parts
  std::string fix;       ///< beginning of the id of some fix; a '!' in front: it must be verified; empty: none is asked for
  int minor = 37;
};

/// The pod's condition as the scheduler writes it.
inline std::string refused(const std::string& message = "0/1 nodes are available: 1 cannot allocate all claims.",
                           const std::string& reason = "Unschedulable") {
  return "'phase':'Pending','conditions':[{'type':'PodScheduled','status':'False','reason':'" + reason +
         "','lastTransitionTime':'2026-11-24T09:59:00Z','message':'" + message + "'}]";
}

inline Explanation explained(Scene& scene, const std::string& object) {
  const cluster::SnapshotPtr snapshot = scene.snapshot();
  const std::size_t first = object.find('/');
  const std::size_t second = object.find('/', first + 1);
  const Text namespaceName(object.substr(first + 1, second - first - 1));
  const Text name(object.substr(second + 1));
  if (object.rfind("pod/", 0) == 0) {
    return explainPod(*snapshot, snapshot->of<Pod>().slotOf(namespaceName, name));
  }
  return explainClaim(*snapshot, snapshot->inventory->findClaim(snapshot->of<ResourceClaim>().slotOf(namespaceName, name)));
}

inline std::string textOf(const Explanation& e) {
  std::string out = "\n" + e.summary + "\n" + e.detail + "\n" + std::string(verdictWord(e.verdict)) + " " + e.reason + "\n";
  for (const Evidence& evidence : e.evidence) {
    out += "  " + evidence.object + " | " + evidence.field + " | " + evidence.value + "\n";
  }
  for (const NodeExplanation& node : e.nodes) {
    out += "  node " + node.name + (node.fits ? " fits" : "");
    for (const NodeReason& reason : node.reasons) {
      out += " " + reason.id + "(" + reason.detail + ")";
    }
    out += "\n";
  }
  for (const Fix& fix : e.fixes) {
    out += "  fix " + fix.id + (fix.verified ? " verified" : "") + "\n";
  }
  return out;
}

inline bool hasEvidence(const Explanation& e, const std::string& wanted) {
  const std::size_t first = wanted.find('|');
  const std::size_t second = wanted.find('|', first + 1);
  for (const Evidence& evidence : e.evidence) {
    if (evidence.object.find(wanted.substr(0, first)) != std::string::npos &&
        evidence.field.find(wanted.substr(first + 1, second - first - 1)) != std::string::npos &&
        evidence.value.find(wanted.substr(second + 1)) != std::string::npos) {
      return true;
    }
  }
  return false;
}

inline bool hasFix(const Explanation& e, std::string wanted) {
  const bool verified = !wanted.empty() && wanted[0] == '!';
  wanted.erase(0, verified ? 1 : 0);
  for (const Fix& fix : e.fixes) {
    if (fix.id.rfind(wanted, 0) == 0 && (!verified || fix.verified)) {
      return true;
    }
  }
  return wanted.empty();
}

/// What every explanation keeps, whatever the cause.
inline void checkLaws(const Explanation& e) {
  QVERIFY2(!e.summary.empty() && e.summary.find('\n') == std::string::npos, e.summary.c_str());
  QCOMPARE(e.ladder.size(), std::size_t{9});
  std::size_t holds = 0;
  for (const Rung& rung : e.ladder) {
    holds += rung.state == RungState::holds ? 1U : 0U;
  }
  QVERIFY(holds <= 1);
  bool unverified = false;
  for (const Fix& fix : e.fixes) {
    QVERIFY2(!fix.verified || !unverified, "a verified fix behind one that is not");
    unverified = unverified || !fix.verified;
    QVERIFY2(!fix.id.empty() && !fix.text.empty(), fix.id.c_str());
  }
  bool command = false;
  for (const Evidence& evidence : e.evidence) {
    QVERIFY2(!evidence.object.empty() && !evidence.value.empty(), evidence.field.c_str());
    command = command || evidence.command.rfind("kubectl ", 0) == 0;
  }
  QVERIFY2(command, "no evidence can be reproduced with kubectl");
}

inline void check(const Case& one) {
  Scene scene(one.minor);
  one.build(scene);
  const Explanation e = explained(scene, one.object);
  const std::string text = textOf(e);
  QVERIFY2(e.reason == one.reason, ("reason is not " + one.reason + text).c_str());
  QVERIFY2(verdictWord(e.verdict) == one.verdict, ("verdict is not " + one.verdict + text).c_str());
  QVERIFY2(one.evidence.empty() || hasEvidence(e, one.evidence), ("no evidence " + one.evidence + text).c_str());
  QVERIFY2(hasFix(e, one.fix), ("no fix " + one.fix + text).c_str());
  checkLaws(e);
}

inline void addRows(const std::vector<Case>& cases) {
  QTest::addColumn<int>("index");
  for (std::size_t i = 0; i < cases.size(); ++i) {
    QTest::newRow(cases[i].id.c_str()) << static_cast<int>(i);
  }
}

}  // namespace claimscope::explanation
