// ObjectKind: what one kind of the Objects pages is called, which columns it has, and how its rows are made. GUI thread.
#pragma once

#include <QStringList>
#include <memory>
#include <vector>

#include "ui/pages/objects/object_rows.h"
#include "ui/tables/row_order.h"

namespace claimscope::ui {

class ObjectSeverity;

/// What the person chose on a page.
struct ObjectOptions {
  int grouping = -1;        ///< index into groupings(); -1: rows are not grouped
  bool everything = false;  ///< of a kind with a scope: what is left out by default too
};

/// The words of a page in all its states; whole sentences, so that they can be translated.
struct ObjectWords {
  QString title;        ///< "Pods"
  QString placeholder;  ///< of the find field, with an example
  QString hidden;       ///< what it means that the kind is refused
  QString emptyTitle;
  QString emptyDetail;
  QString noMatch;  ///< "No pod matches"
  QString noKey;    ///< "Pods have no \"%1\"."
};

class ObjectKind {
 public:
  ObjectKind() = default;
  ObjectKind(const ObjectKind&) = delete;
  ObjectKind& operator=(const ObjectKind&) = delete;
  virtual ~ObjectKind() = default;

  [[nodiscard]] virtual const ObjectWords& words() const = 0;
  /// Every column; those not shown at first are marked.
  [[nodiscard]] virtual std::vector<Column> columns() const = 0;
  /// Ids of the columns one can group by.
  [[nodiscard]] virtual QStringList groupings() const { return {}; }
  [[nodiscard]] virtual std::vector<SortColumn> defaultSort() const { return {{0, false}}; }
  /// Two words, "With claims" and "All pods", when a part is left out by default; else none.
  [[nodiscard]] virtual QStringList scopes() const { return {}; }
  /// Tabs after "All" with their counts.
  [[nodiscard]] virtual std::vector<StateTab> tabs(const ObjectRows& rows, Bound bound) const = 0;
  /// The muted line beside the title.
  [[nodiscard]] virtual QString subtitle(const View& view, const ObjectRows& rows) const = 0;

  struct Answer {
    std::shared_ptr<const ObjectRows> rows;
    bool sameFacts = false;  ///< only what cells say may differ from the last answer
  };
  [[nodiscard]] virtual Answer rows(const View& view, const std::shared_ptr<const ObjectSeverity>& severity,
                                    const ObjectOptions& options, const std::shared_ptr<const std::vector<Column>>& columns) = 0;
};

}  // namespace claimscope::ui
