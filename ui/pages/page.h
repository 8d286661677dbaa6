// Page: one room of the window. GUI thread.
#pragma once

#include <QStringList>
#include <QWidget>

#include "ui/base/theme.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// A page draws views and says what the person wants; it never asks for the time and never fetches anything.
class Page : public QWidget {
  Q_OBJECT
 public:
  explicit Page(Look& look, QWidget* parent = nullptr) : QWidget(parent), m_look(look) {}

  /// Takes a new moment. Must cost a few milliseconds at any size; called only while the page is visible, and when it becomes so.
  virtual void setView(const View& view) = 0;
  /// Shows an object as selected, scrolling or flying to it; nullopt clears.
  virtual void setSelection(const std::optional<ObjectRef>& object) = 0;
  /// Narrows to what a click elsewhere meant: "state=free", "pool=gpu-h100", "class=x"; empty clears. Pages without filters
  /// ignore it.
  virtual void setFilter(const QString& filter) { Q_UNUSED(filter); }
  /// The muted line beside the title: "5,000 nodes · 40,000 devices".
  [[nodiscard]] virtual QString subtitle() const = 0;
  /// Controls of the page that belong into its header at the right; null when it has none. The shell takes it over.
  [[nodiscard]] virtual QWidget* headerTools() { return nullptr; }
  /// Stands in the header instead of title and subtitle; null: those. The shell takes it over.
  [[nodiscard]] virtual QWidget* headerLead() { return nullptr; }
  /// False where the page itself says what the inspector would; it then opens only when asked for.
  [[nodiscard]] virtual bool wantsInspector() const { return true; }
  /// What views should hold of claim latency while this page is in sight; none: nothing. The namespace is the window's.
  [[nodiscard]] virtual std::optional<latency::Question> latencyQuestion() const { return std::nullopt; }
  /// Puts the keyboard in the page's find field; `/`.
  virtual void focusFind() {}
  /// What the person set up here (filters, tabs, grouping), as words that only the page reads; an empty list: nothing.
  [[nodiscard]] virtual QStringList keep() const { return {}; }
  /// Gives it back; an empty list: as for a source never seen.
  virtual void restore(const QStringList& kept) { Q_UNUSED(kept); }
  /// The filter in the words of setFilter(), for an address; empty: none.
  [[nodiscard]] virtual QString filterText() const { return {}; }

 Q_SIGNALS:
  /// The person selected this object (nullopt: cleared); the shell shows it in the inspector.
  void selected(const std::optional<claimscope::ui::ObjectRef>& object);
  /// Go to another page ("topology", "devices", "claims", "overview") with an object or a filter.
  void open(const QString& page, const std::optional<claimscope::ui::ObjectRef>& object, const QString& filter);
  /// subtitle() changed.
  void subtitleChanged();
  /// latencyQuestion() changed.
  void latencyQuestionChanged();

 protected:
  Look& m_look;
};

}  // namespace claimscope::ui
