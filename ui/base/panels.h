// Panel, verdict band and the notes a panel shows instead of content: empty, loading, forbidden, not served, stale, error. GUI
// thread.
#pragma once

#include <QBoxLayout>
#include <QFrame>
#include <QWidget>
#include <functional>

#include "model/base/result.h"
#include "ui/base/controls.h"
#include "ui/base/plain_label.h"

namespace claimscope::ui {

/// Header of 34 px with title, muted scope and tools at the right; then a body. Panels do not nest.
class Panel final : public QFrame {
  Q_OBJECT
 public:
  Panel(Look& look, const QString& title, QWidget* parent = nullptr);
  void setTitle(const QString& title);
  void setScope(const QString& scope);
  /// Adds a widget to the right end of the header.
  void addTool(QWidget* tool);
  /// Replaces the body; takes ownership. The body fills the panel to its edge (padding is the body's business).
  void setBody(QWidget* body);
  [[nodiscard]] QWidget* body() const { return m_body; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  PlainLabel* m_title;
  PlainLabel* m_scope;
  QHBoxLayout* m_tools;
  QVBoxLayout* m_layout;
  QWidget* m_body = nullptr;
};

/// The sentence that answers the page's question: 66 px, bar of 4 px at the left, mark of 26 px, at most two buttons.
class VerdictBand final : public QFrame {
  Q_OBJECT
 public:
  explicit VerdictBand(Look& look, QWidget* parent = nullptr);
  void setVerdict(Mark mark, const QString& sentence, const QString& evidence);
  Button* addButton(ButtonStyle style, const QString& text);
  [[nodiscard]] QString sentence() const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  Mark m_mark = Mark::unknown;
  PlainLabel* m_sentence;
  PlainLabel* m_evidence;
  QHBoxLayout* m_buttons;
};

/// Rows of grey bars at the final height of a table's rows; nothing moves.
class Skeleton final : public QWidget {
  Q_OBJECT
 public:
  Skeleton(Look& look, int rows, int rowHeight = 26, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  int m_rows;
  int m_rowHeight;
};

/// Bar and words: "Claims 4,500 of ≥7,306".
class Progress final : public QWidget {
  Q_OBJECT
 public:
  explicit Progress(Look& look, QWidget* parent = nullptr);
  /// `part` 0 to 1; below 0 when the end is not known.
  void setProgress(double part, const QString& words);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Look& m_look;
  double m_part = -1;
  PlainLabel* m_words;
};

/// Centred note of an empty panel: what is complete, and one way on (empty `action`: none).
[[nodiscard]] QWidget* makeEmptyNote(Look& look, const QString& title, const QString& detail, const QString& action = {},
                                     std::function<void()> onAction = {}, QWidget* parent = nullptr);
/// Note with a mark at the left: forbidden, not served, error. `code` (RBAC YAML, stderr) is shown in a box and can be copied.
[[nodiscard]] QWidget* makeNote(Look& look, Mark mark, const QString& title, const QString& detail, const QString& code = {},
                                QWidget* parent = nullptr);
/// The note for a failed source: object and cause, then the fix.
[[nodiscard]] QWidget* makeErrorNote(Look& look, const Error& error, QWidget* parent = nullptr);
/// 1 px line in border.subtle.
[[nodiscard]] QWidget* makeLine(Look& look, QWidget* parent = nullptr);

}  // namespace claimscope::ui
