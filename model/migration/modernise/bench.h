// Bench: the objects that are being modernised, what refers to what, and where changes and choices are written down. One call;
// one thread.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "model/migration/modernise/modernise.h"
#include "model/migration/modernise/node.h"

namespace claimscope::modernise {

/// One object: a document, or an item of a List.
struct Object {
  Node* node = nullptr;
  std::size_t document = 0;
  std::string prefix = {};  ///< "items[2]."
  std::string apiVersion = {};
  std::string kind = {};
  std::string namespaceName = {};
  std::string name = {};
  bool removed = false;

  [[nodiscard]] std::string group() const;
  [[nodiscard]] std::string version() const;
  /// "Deployment ml/web".
  [[nodiscard]] std::string words() const;
  /// In resource.k8s.io.
  [[nodiscard]] bool isResource() const { return group() == "resource.k8s.io"; }
};

/// A ResourceClass, once converted.
struct ClassFacts {
  std::size_t object = 0;
  std::string driver;
  std::optional<Node> suitableNodes;
  std::string nodesChoice;  ///< "pods" or "drop"
  std::size_t users = 0;
};

class Bench {
 public:
  Bench(const Request& request, Outcome& outcome);

  const Request& request;
  Outcome& outcome;
  std::deque<Tree> trees;  ///< by document; a deque, since objects point into it
  std::vector<Object> objects;
  std::map<std::string, ClassFacts> classes;  ///< classic ones and those with suitableNodes, by name
  std::map<std::string, KnownDriver> drivers;
  std::map<std::string, std::set<std::string>> classesOf;  ///< "claim/ns/name" or "template/ns/name" -> classes it asks

  void change(const Object& object, Weight weight, const std::string& field, std::string what, std::string why = {});
  /// The value to use. `options` begin with the usual one.
  std::string choose(const Object& object, const std::string& aspect, std::string what, std::vector<Option> options,
                     bool free = false);
  /// Null when it is not among the sources.
  [[nodiscard]] Object* find(std::string_view kind, std::string_view namespaceName, std::string_view name);
  /// Removed from the output.
  void remove(Object& object, std::string what, std::string why);
  /// A new document, behind the others; gives its index.
  std::size_t addDocument(Node root, const std::string& comment, std::size_t source);
  /// Gives "resource.k8s.io/v1" and says once a document when that is off by default there.
  void setResourceVersion(Object& object, const std::string& kind);
  /// True for objects whose API the target does not have, after it was said: the object stays as it is.
  bool onlyClassicThere(const Object& object);
  [[nodiscard]] bool usedChoice(const std::string& name) const { return m_asked.count(name) > 0; }

 private:
  std::set<std::string> m_asked;
  std::map<std::string, std::size_t> m_index;  ///< first object of a kind, namespace and name; made at the first question
};

/// "template/ml/train", "class/gpu".
[[nodiscard]] std::string choicePlace(const Object& object);
/// A string in CEL, with its quotes.
[[nodiscard]] std::string celString(std::string_view text);
/// {cel: {expression: …}}
[[nodiscard]] Node selectorNode(const std::string& expression);
/// device.attributes["driver"].name, or ["name"] where the name is no identifier.
[[nodiscard]] std::string celAttribute(const std::string& driver, const std::string& name);
[[nodiscard]] std::string celCapacity(const std::string& driver, const std::string& name);

/// What a request asks besides its class; from parameters of any sort.
struct Wanted {
  std::string requestName = "device";
  std::vector<std::string> selectors;
  std::optional<long long> count;
  std::vector<std::pair<std::string, std::string>> capacity;  ///< shares of devices
  std::optional<Node> config;                                 ///< opaque parameters
};

// The rooms of the conversion, in the order in which they run.
void convertClasses(Bench& bench);
void convertClaims(Bench& bench);
void convertModern(Bench& bench);
void convertTaintRules(Bench& bench);
void convertPods(Bench& bench);
void convertQuotas(Bench& bench);
void convertSchedulers(Bench& bench);
void convertMonitoring(Bench& bench);
void noteSurroundings(Bench& bench);
/// Templates that pods name and nobody defines; before the pods, which take the nodes of its class.
void proposeMissing(Bench& bench);
/// Fields that the target's release does not have yet go, and that is said.
void dropNewerFields(Bench& bench, Object& object);

/// Reads the parameters that a classic claim refers to; `place` is the claim.
[[nodiscard]] Wanted wantedBy(Bench& bench, const Object& place, const Node& reference, const std::string& driver);
/// Those of a 1.30 ResourceClaimParameters; one Wanted a request.
[[nodiscard]] std::vector<Wanted> wantedOfStructured(Bench& bench, const Object& place, const Object& parameters,
                                                     const std::string& driver);
/// A selector of 1.30 (attributes.string["x"]) as one of today; empty when something in it has no equivalent, `why` says what.
[[nodiscard]] std::string modernSelector(std::string_view expression, const std::string& driver, std::string& why);
/// v1 shape to that of an older version, in place; what is not there is said.
void lowerTo(Bench& bench, Object& object, const std::string& version);
/// Calls fn for every pod spec in an object, with the path to it.
void eachPodSpec(Node& root, const std::function<void(Node& spec, const std::string& path)>& fn);

}  // namespace claimscope::modernise
