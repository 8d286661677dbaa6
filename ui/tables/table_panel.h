// TablePanel: a table in its frame, with the banner above, the note or skeleton instead, and the foot below. GUI thread.
#pragma once

#include <QFrame>
#include <QStackedLayout>
#include <functional>

#include "ui/base/panels.h"
#include "ui/tables/source_story.h"
#include "ui/tables/table_view.h"

namespace claimscope::ui {

/// What stands in the place of no rows when the list is complete.
struct EmptyWords {
  QString title;
  QString detail;
  QString action;
  std::function<void()> onAction;
};

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
  [[nodiscard]] QString noteTitle() const { return m_noteTitle; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void setNote(QWidget* note, const QString& title);
  void updateFoot();

  Look& m_look;
  TableModel& m_model;
  TableView* m_view;
  bool m_rounded;
  QStackedLayout* m_stack;
  QWidget* m_note = nullptr;
  QString m_noteTitle;
  QString m_noteKey;
  QWidget* m_banner;
  PlainLabel* m_bannerTitle;
  PlainLabel* m_bannerDetail;
  Progress* m_progress;
  QWidget* m_foot = nullptr;
  QHBoxLayout* m_footKeys = nullptr;
  PlainLabel* m_footRows = nullptr;
  PlainLabel* m_footSelected = nullptr;
};

}  // namespace claimscope::ui
