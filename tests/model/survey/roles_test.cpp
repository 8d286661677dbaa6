// Who may do what by RBAC: wildcards, subresources, names, scopes, and roles that are not there.
#include <QtTest>

#include "tests/model/survey/surveyed.h"

using namespace claimscope::survey;

namespace {

const Deed kStatus{"resource.k8s.io", "resourceclaims/status", {"update", "patch"}};
const Deed kSlices{"resource.k8s.io", "resourceslices", {"create", "update", "patch", "delete"}};

std::vector<std::string> verbs(const RoleRule& rule, const Deed& deed) {
  return allowedVerbs(rule, deed);
}

}  // namespace

class RolesTest : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void wildcardsTakeWhatTheyTakeUpstream() {
    const std::vector<std::string> both = {"update", "patch"};
    QCOMPARE(verbs({{"*"}, {"*"}, {}, {"*"}}, kStatus), both);
    QCOMPARE(verbs({{"resource.k8s.io"}, {"*/status"}, {}, {"update"}}, kStatus), std::vector<std::string>{"update"});
    QVERIFY(verbs({{"resource.k8s.io"}, {"resourceclaims"}, {}, {"*"}}, kStatus).empty());
    QVERIFY(verbs({{""}, {"*"}, {}, {"*"}}, kStatus).empty());
    QVERIFY(verbs({{"resource.k8s.io"}, {"resourceclaims/*"}, {}, {"*"}}, kStatus).empty());
    QVERIFY(verbs({{}, {}, {}, {"get"}}, kStatus).empty());
  }

  void namedObjectsCannotBeCreated() {
    bool named = false;
    const auto out = allowedVerbs({{"*"}, {"resourceslices"}, {"one"}, {"*"}}, kSlices, &named);
    QVERIFY(named);
    QVERIFY(std::find(out.begin(), out.end(), "create") == out.end());
    QCOMPARE(out.size(), std::size_t{3});
  }

  void bindingsGiveScopeAndWays() {
    const std::vector<Role> clusterRoles = {{{}, "writer", {{{"resource.k8s.io"}, {"resourceslices"}, {}, {"create"}}}, true}};
    const std::vector<Role> roles = {{"ml", "local", {{{"resource.k8s.io"}, {"resourceclaims/status"}, {}, {"patch"}}}, false}};
    const std::vector<Binding> clusterBindings = {{{}, "a", "ClusterRole", "writer", {{"User", "", "jane"}}},
                                                  {{}, "b", "ClusterRole", "gone", {{"User", "", "joe"}}}};
    const std::vector<Binding> bindings = {{"ml", "c", "ClusterRole", "writer", {{"Group", "", "team"}}},
                                           {"ml", "d", "Role", "local", {{"ServiceAccount", "ml", "bot"}}}};
    const RoleBook book{clusterRoles, roles, clusterBindings, bindings};
    const auto slices = grantsOf(book, kSlices, false);
    QCOMPARE(slices.size(), std::size_t{1});  // a RoleBinding gives nothing of what is in no namespace
    QCOMPARE(slices[0].subject.text(), std::string("user jane"));
    QVERIFY(slices[0].aggregated && slices[0].namespaceName.empty());
    const auto status = grantsOf(book, kStatus, true);
    QCOMPARE(status.size(), std::size_t{1});
    QCOMPARE(status[0].subject.text(), std::string("service account ml/bot"));
    QCOMPARE(status[0].namespaceName, std::string("ml"));
    QCOMPARE(status[0].binding, std::string("RoleBinding ml/d"));
  }

  void subjectsAreFoldedOnlyWhereTheyAreKubernetesItself() {
    QVERIFY((Subject{"User", "", "system:kube-scheduler"}.system()));
    QVERIFY((Subject{"Group", "", "system:masters"}.system()));
    QVERIFY((Subject{"ServiceAccount", "kube-system", "resource-claim-controller"}.system()));
    QVERIFY(!(Subject{"ServiceAccount", "ml", "my-controller"}.system()));
    QVERIFY(!(Subject{"Group", "", "system:serviceaccounts:ml"}.system()));
    QVERIFY(!(Subject{"Group", "", "system:authenticated"}.system()));
    QVERIFY((Subject{"Group", "", "system:authenticated"}.everybody()));
    QVERIFY((Subject{"User", "", "system:anonymous"}.everybody()));
    QVERIFY(!(Subject{"User", "", "jane"}.everybody()));
  }

  void objectsAreReadAndRestIsForgiven() {
    const Facts facts =
        Surveyed()
            .list("clusterroles", {"{'metadata':{'name':'a'},'aggregationRule':{},'rules':[{'apiGroups':['x'],'verbs':7}]}",
                                   "{'metadata':{},'rules':null}", "{}"})
            .list("rolebindings", {"{'metadata':{'name':'b','namespace':'ml'},'roleRef':{'kind':'Role','name':'r'},"
                                   "'subjects':[{'kind':'ServiceAccount','name':'bot'}]}"})
            .facts();
    QCOMPARE(facts.clusterRoles.value.size(), std::size_t{3});
    QVERIFY(facts.clusterRoles.value[0].aggregated);
    QCOMPARE(facts.bindings.value[0].subjects[0].namespaceName, std::string("ml"));
  }
};

QTEST_GUILESS_MAIN(RolesTest)
#include "roles_test.moc"
