// YamlView: the YAML of one object, coloured, searched and copied; or that it is on its way, or why it is not there. GUI thread.
#pragma once

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QWidget>
#include <vector>

#include "ui/base/controls.h"
#include "ui/base/plain_label.h"

namespace claimscope::ui {

class YamlHighlighter;

class YamlView final : public QWidget {
  Q_OBJECT
 public:
  /// More is shown in part: no object that a server keeps is longer than 3 MB, and a text this long is found in a file.
  static constexpr qsizetype kMostShown = 1'000'000;

  explicit YamlView(Look& look, QWidget* parent = nullptr);
  void setLoading();
  void setText(const QString& yaml);
  void setProblem(const QString& why);
  /// Empty while it is not there.
  [[nodiscard]] QString text() const;
  /// Ctrl+F.
  void focusFind();
  void find(const QString& text);
  [[nodiscard]] int matches() const { return static_cast<int>(m_matches.size()); }
  [[nodiscard]] QString matchWords() const { return m_count->text(); }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void setNote(QWidget* note);
  void step(int by);
  void showMatches();
  void restyle();

  Look& m_look;
  QWidget* m_bar;
  QLineEdit* m_find;
  PlainLabel* m_count;
  QStackedWidget* m_stack;
  QPlainTextEdit* m_text;
  YamlHighlighter* m_highlighter;
  QWidget* m_note = nullptr;
  QString m_whole;             ///< for the clipboard
  std::vector<int> m_matches;  ///< where each begins
  std::size_t m_current = 0;
};

}  // namespace claimscope::ui
