// StoryFrame: content with the banner above it, the note or skeleton in its place, and the progress below. GUI thread.
#pragma once

#include <QStackedLayout>
#include <QWidget>
#include <functional>

#include "ui/base/panels.h"
#include "ui/tables/source_story.h"

namespace claimscope::ui {

/// What stands in the place of no content when the list is complete.
struct EmptyWords {
  QString title;
  QString detail;
  QString action;
  std::function<void()> onAction;
};

class StoryFrame final : public QWidget {
  Q_OBJECT
 public:
  /// Takes the content; `rowHeight` is that of its rows, which the skeleton imitates.
  StoryFrame(Look& look, QWidget* content, int rowHeight = 26, QWidget* parent = nullptr);
  /// Chooses between content, skeleton and notes; cheap when nothing changed. `empty` is shown when the content has no
  /// rows and nothing else explains it.
  void setStory(const SourceStory& story, const EmptyWords& empty, bool noRows);
  /// Title of the note that is shown instead of the content; empty while the content is shown.
  [[nodiscard]] QString noteTitle() const { return m_noteTitle; }
  [[nodiscard]] QString bannerTitle() const { return m_banner->isHidden() ? QString() : m_bannerTitle->text(); }
  [[nodiscard]] QString progressWords() const { return m_progress->isHidden() ? QString() : m_progress->accessibleName(); }
  [[nodiscard]] bool showsContent() const { return m_stack->currentWidget() == m_content; }

 private:
  void setNote(QWidget* note, const QString& title);
  [[nodiscard]] QWidget* scrolled(QWidget* note);

  Look& m_look;
  QWidget* m_content;
  int m_rowHeight;
  QStackedLayout* m_stack;
  QWidget* m_note = nullptr;
  QString m_noteTitle;
  QString m_noteKey;
  QWidget* m_banner;
  PlainLabel* m_bannerTitle;
  PlainLabel* m_bannerDetail;
  Progress* m_progress;
};

}  // namespace claimscope::ui
