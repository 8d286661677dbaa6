// SelectorAnswer: what an expression says of the cluster's devices, worked out off the GUI thread. Values; any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ui/base/view.h"

namespace claimscope::ui {

struct SelectorQuestion {
  std::string expression;
  std::string deviceClass;   ///< whose selectors come first; empty: every device
  std::uint64_t number = 0;  ///< of the asker: an answer to an older one is of no use
};

/// A name that can be written after device.attributes["domain"]. or device.capacity["domain"].
struct PublishedName {
  std::string domain;
  std::string id;
  std::string type;  ///< "string", "int", …; "quantity" for capacity
  bool capacity = false;
  std::int64_t devices = 0;
  std::string sample;  ///< one value
};

/// Devices that end with the same run-time error.
struct SelectorFailure {
  std::string error;
  std::int64_t devices = 0;
  cluster::DeviceIndex first = cluster::kNone;
};

struct SelectorAnswer {
  SelectorQuestion question;
  cluster::SnapshotPtr snapshot;
  bool classFound = true;
  /// Why it does not compile, with the bytes [begin, end) to underline; empty when it does.
  std::string error;
  std::size_t begin = 0;
  std::size_t end = 0;
  int line = 1;
  int column = 1;
  std::optional<std::uint64_t> cost;  ///< of the dearest device
  Count seen;
  Count inClass;  ///< of the class, when one is chosen; else all
  Count matching;
  Count failing;                              ///< end with a run-time error, which ends the scheduling of the whole pod
  explanation::RequestExplanation table;      ///< terms against groups
  std::vector<cluster::DeviceIndex> matches;  ///< the first ones
  std::vector<SelectorFailure> failures;      ///< most devices first
  std::vector<PublishedName> names;           ///< of all devices, by domain and id
};

/// Answers on the GUI thread, some time later or never.
using AskSelector = std::function<void(const SelectorQuestion&, std::function<void(std::shared_ptr<const SelectorAnswer>)>)>;

}  // namespace claimscope::ui
