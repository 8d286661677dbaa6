// TablePanel: a table in its frame, with what a StoryFrame shows around it and the foot below. GUI thread.
#pragma once

#include <QFrame>

#include "ui/tables/story_frame.h"
#include "ui/tables/table_view.h"

namespace claimscope::ui {

class TablePanel final : public QFrame {
  Q_OBJECT
 public:
  /// `rounded`: own edge of a panel; off inside a Panel. `foot`: the line "Rows 1 to 18 of 8,003".
  TablePanel(Look& look, TableModel& model, bool rounded, bool foot, QWidget* parent = nullptr);
  [[nodiscard]] TableView& view() { return *m_view; }
  /// Chooses between rows, skeleton and notes; cheap when nothing changed.
  void setStory(const SourceStory& story, const EmptyWords& empty);
  void addFootKey(const QString& key, const QString& words);
  /// What is shown instead of the rows: title of the note; empty while rows are shown.
  [[nodiscard]] QString noteTitle() const { return m_story->noteTitle(); }
  [[nodiscard]] StoryFrame& story() { return *m_story; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void updateFoot();

  Look& m_look;
  TableModel& m_model;
  TableView* m_view;
  bool m_rounded;
  StoryFrame* m_story;
  QWidget* m_foot = nullptr;
  QHBoxLayout* m_footKeys = nullptr;
  PlainLabel* m_footRows = nullptr;
  PlainLabel* m_footSelected = nullptr;
};

}  // namespace claimscope::ui
