// TimelinePage: lanes of the last hour, two cursors, and what changed between them. GUI thread.
#pragma once

#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "ui/base/panels.h"
#include "ui/base/past_view.h"
#include "ui/pages/page.h"
#include "ui/pages/timeline/change_rows.h"
#include "ui/pages/timeline/figures_panel.h"
#include "ui/pages/timeline/lane_chart.h"
#include "ui/tables/filter_bar.h"
#include "ui/tables/table_panel.h"

namespace claimscope::ui {

/// B is the moment on screen: while the window is live it moves on with the newest one. A is where the person put it, at first
/// some minutes before B.
class TimelinePage final : public Page {
  Q_OBJECT
 public:
  explicit TimelinePage(Look& look, QWidget* parent = nullptr);

  void setAsk(AskChanges ask) { m_ask = std::move(ask); }
  void setView(const View& view) override;
  /// The past goes on growing while the window shows an earlier moment.
  void setPast(const PastViewPtr& past);
  /// The moment the window shows; nullopt: the newest.
  void setReplay(std::optional<Time> moment);
  void setSelection(const std::optional<ObjectRef>& object) override;
  /// "from=2026-11-24T09:26:12Z to=…" puts the cursors; other words are searched for in what changed.
  void setFilter(const QString& filter) override;
  [[nodiscard]] QString subtitle() const override { return m_subtitle; }
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  [[nodiscard]] bool wantsInspector() const override { return false; }
  void focusFind() override { m_filter->focusEdit(); }

  [[nodiscard]] Time a() const { return m_a; }
  [[nodiscard]] Time b() const;
  void setA(Time moment);
  [[nodiscard]] LaneChart& chart() { return *m_chart; }
  [[nodiscard]] TablePanel& table() { return *m_table; }
  [[nodiscard]] TableModel& model() { return m_model; }
  [[nodiscard]] const ComparisonPtr& comparison() const { return m_comparison; }
  /// "between A 09:26:12 and B 09:31:07 · 7 of 61 changed objects"
  [[nodiscard]] QString scope() const { return m_scopeText; }
  [[nodiscard]] QString foldedText() const { return m_foldedText; }
  /// Everything of the comparison, also what the filter hides.
  [[nodiscard]] QString markdown() const;

 Q_SIGNALS:
  void travelRequested(claimscope::Time moment);
  void liveRequested();
  void stepRequested(int direction);
  void copyRequested(const QString& text);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void showPast();
  void showComparison();
  void showTexts();
  void askChanges(bool now);
  [[nodiscard]] EmptyWords emptyWords() const;
  [[nodiscard]] TableModel::Accepts accepts() const;
  [[nodiscard]] std::vector<ActionMark> actionMarks() const;
  [[nodiscard]] bool onlyOneMoment() const;

  View m_view;
  PastViewPtr m_past;
  AskChanges m_ask;
  std::optional<Time> m_replay;
  Time m_a;
  bool m_aChosen = false;
  bool m_spanChosen = false;  ///< by the person
  bool m_fitting = false;     ///< the span is being set by us
  Time m_askedA;
  Time m_askedB;
  QTimer m_later;
  std::uint64_t m_asked = 0;  ///< questions so far: a late answer is known as such
  ComparisonPtr m_comparison;
  std::shared_ptr<const ChangeRows> m_rows;
  TableModel m_model;
  QString m_subtitle;
  QString m_scopeText;
  QString m_foldedText;
  LaneChart* m_chart;
  QWidget* m_nothing;
  QWidget* m_tools;
  Segmented* m_span;
  Button* m_copy;
  Panel* m_what;
  Chip* m_folded;
  FilterBar* m_filter;
  TablePanel* m_table;
  FiguresPanel* m_figures;
};

}  // namespace claimscope::ui
