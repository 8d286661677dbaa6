// Modernise: old DRA manifests and what surrounds them, written for a chosen server, each change explained. Pure; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"
#include "model/migration/modernise/target.h"

namespace claimscope::modernise {

/// Text that holds manifests.
struct Source {
  std::string name;  ///< of the file, for messages
  std::string text;
  bool markdown = false;  ///< its fenced yaml and json blocks are the manifests
};

/// What the devices of a driver are known to have; from ResourceSlices among the sources or of a cluster.
struct KnownDriver {
  std::map<std::string, std::vector<std::string>> attributes;  ///< name -> values seen, at most eight
  std::vector<std::string> capacities;
};

struct Request {
  std::vector<Source> sources;
  Target target;
  std::map<std::string, std::string> choices;  ///< by the name of the choice
  std::string namespaceName = "default";       ///< of objects that name none
  std::map<std::string, KnownDriver> drivers;  ///< of a cluster; those of the sources are added
};

enum class Weight : std::uint8_t {
  lost,     ///< could not be carried over: somebody has to decide
  warning,  ///< carried over, but it may not do what was meant
  changed,
  note,  ///< nothing was changed; good to know
};
/// "lost", "warning", "changed", "note".
[[nodiscard]] std::string_view weightWord(Weight weight);

struct Change {
  Weight weight = Weight::changed;
  std::size_t document = 0;  ///< index into Outcome::documents
  std::string object;        ///< "ResourceClass gpu"; of a List that of the item
  std::string field;         ///< "spec.parametersRef"; empty: the object as a whole
  std::size_t line = 0;      ///< in the source; 0: not there
  std::string what;          ///< one line: what was done, or what is wrong
  std::string why;
};

struct Option {
  std::string value;
  std::string what;
};

/// Where the old manifest says less, or other things, than the new one needs.
struct Choice {
  std::string name;  ///< "template/ml/train/memory": what follows --choose
  std::string what;  ///< the question
  std::string value;
  std::string usual;            ///< what is taken when nobody chooses
  std::vector<Option> options;  ///< the first is the usual one
  bool free = false;            ///< other values are taken too
  std::size_t document = 0;
};

enum class Fate : std::uint8_t { untouched, changed, removed, added, unreadable };
/// "untouched", "changed", "removed", "added", "unreadable".
[[nodiscard]] std::string_view fateWord(Fate fate);

struct Document {
  std::size_t source = 0;
  std::size_t line = 1;    ///< where it begins; 0: added
  std::string apiVersion;  ///< as it was
  std::string kind;        ///< empty: no object of Kubernetes, such as a fragment
  std::string namespaceName;
  std::string name;
  std::string newApiVersion;
  std::string newKind;
  Fate fate = Fate::untouched;
  std::string before;
  std::string after;
  bool forCluster = true;  ///< `kubectl apply` takes such a thing: not for eksctl's files, dashboards and fragments
  /// "ResourceClaim ml/train", "fragment".
  [[nodiscard]] std::string words() const;
};

struct Outcome {
  Target target;
  std::string resourceVersion;  ///< "resource.k8s.io/v1": of the four kinds at the target; empty: only classic DRA
  std::vector<Document> documents;
  std::vector<Change> changes;  ///< in the order of documents
  std::vector<Choice> choices;
  std::vector<Error> errors;  ///< documents that could not be read, choices that nobody asks

  [[nodiscard]] std::size_t count(Weight weight) const;
  /// Every manifest for the target, as one stream; documents that did not change are in it byte for byte. Of Markdown only what
  /// an API server takes.
  [[nodiscard]] std::string manifests() const;
  /// The sources themselves with their changed parts replaced. Added documents stand at the end.
  [[nodiscard]] std::string sourceText(std::size_t source) const;
  std::vector<Source> sources;
  /// Where each document stands in its source, in bytes; in the order of documents, added ones without.
  struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string indent;     ///< of a fenced block in a list
    std::string separator;  ///< the "---" before it with its line end
  };
  std::vector<Place> places;
};

/// Never fails: what cannot be read or carried over is in the outcome. Modernising its own manifests() changes nothing.
[[nodiscard]] Outcome modernise(const Request& request);

/// "1 of 9 documents changes for Kubernetes 1.37; 2 things could not be carried over."
[[nodiscard]] std::string summary(const Outcome& outcome);

}  // namespace claimscope::modernise
