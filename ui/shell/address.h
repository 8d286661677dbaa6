// Address: claimscope://context/page?select=…&namespace=…&filter=…: a view that another person opens. Pure; any thread.
#pragma once

#include <QString>
#include <optional>

#include "model/base/result.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// What is looked at; never data, never a credential.
struct Address {
  QString source;  ///< "context:prod", "demo:fleet"; empty: whatever is in sight
  QString page;
  std::optional<ObjectRef> selection;
  QString namespaceName;  ///< empty: all
  QString filter;

  /// The text form; every byte that could mean something else is percent-encoded.
  [[nodiscard]] QString str() const;
  friend bool operator==(const Address&, const Address&) = default;
};

/// Strict: an address comes from a chat or a mail. Refused with a reason: another scheme, user or port, unknown, empty or doubled
/// parts, broken encoding, control or direction characters, more than 4,096 characters.
[[nodiscard]] Result<Address> parseAddress(const QString& text);
[[nodiscard]] bool looksLikeAddress(const QString& text);

/// "claim/ns/name", "node/name", "device/driver/pool/device": ObjectRef::str() read back; only kinds that a view can find.
[[nodiscard]] std::optional<ObjectRef> parseObject(const QString& text);

}  // namespace claimscope::ui
