// CelEdit: a field for a CEL expression: colours, the error underlined, names of published devices offered. GUI thread.
#pragma once

#include <QPlainTextEdit>
#include <vector>

#include "ui/base/theme.h"
#include "ui/pages/selector/selector_answer.h"

class QListWidget;

namespace claimscope::ui {

/// What can be written at a place of an expression.
struct Completion {
  QString prefix;  ///< what is already written of it
  QStringList words;
  bool quoted = false;  ///< inside a string literal
};
/// Domains after attributes[" and capacity[", ids after their domain, fields after device. Pure; any thread.
[[nodiscard]] Completion completionAt(const QString& text, int cursor, const std::vector<PublishedName>& names);

/// Plain text of at most `kLongestExpression` characters more or less: the API refuses more than 10 KiB.
class CelEdit final : public QPlainTextEdit {
  Q_OBJECT
 public:
  explicit CelEdit(Look& look, QWidget* parent = nullptr);
  void setNames(std::vector<PublishedName> names);
  /// Underlines UTF-8 bytes [begin, end) of the text; equal ends underline the character there, or the last one.
  void showError(std::size_t begin, std::size_t end, const QString& message);
  void clearError();
  [[nodiscard]] QString errorText() const;  ///< what is underlined
  /// The words that are offered now; empty while nothing is.
  [[nodiscard]] QStringList offered() const;
  /// Replaces everything as one step that can be undone.
  void replaceAll(const QString& text);
  void insertWord(const QString& word);
  /// Completes what is begun with a word that is offered.
  void take(const QString& word);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  bool focusNextPrevChild(bool next) override;

 private:
  class Offer;
  void offer(bool asked);
  void restyle();

  Look& m_look;
  std::vector<PublishedName> m_names;
  Offer* m_offer;
};

}  // namespace claimscope::ui
