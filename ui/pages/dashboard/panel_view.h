// PanelView: one panel of a dashboard: asks its queries, draws the answers, and says what stands in the way. GUI thread.
#pragma once

#include <QStackedWidget>
#include <memory>
#include <vector>

#include "ui/base/panels.h"
#include "ui/base/view.h"
#include "ui/pages/dashboard/panel_content.h"
#include "ui/pages/dashboard/query_card.h"

namespace claimscope::ui {

class PanelView final : public QWidget {
  Q_OBJECT
 public:
  enum class State { noServer, unaskable, loading, failed, noData, drawn, text, notDrawn };

  PanelView(Look& look, std::shared_ptr<const dashboard::Dashboard> board, std::size_t index, QWidget* parent = nullptr);
  [[nodiscard]] const dashboard::Panel& panel() const { return m_board->panels[m_index]; }
  [[nodiscard]] State state() const { return m_state; }
  [[nodiscard]] QString foot() const;
  [[nodiscard]] QWidget* content() const { return m_content; }
  [[nodiscard]] Chip& chip() { return *m_chip; }
  [[nodiscard]] QueryCard* card() const { return m_card; }
  /// The queries instead of the drawing.
  void setQueries(bool shown);
  [[nodiscard]] bool showsQueries() const { return m_stack->currentWidget() == m_card && m_card != nullptr; }

  /// The same panel judged anew.
  void setBoard(std::shared_ptr<const dashboard::Dashboard> board);
  /// What there is to ask; with a server that answers, the queries are sent when they are due.
  void refresh(const prometheus::Metrics* metrics, const AskMetrics& ask, Time now, std::int64_t rangeMs);
  /// Forgets what was answered: another range, another source.
  void forget();

 private:
  void showBody(QWidget* body);
  void showNote(State state, Mark mark, const QString& title, const QString& detail);
  void showAnswers();
  void showVerdict();
  void send(const AskMetrics& ask, Time now, std::int64_t rangeMs);
  [[nodiscard]] QString footWords(const QString& of) const;

  Look& m_look;
  std::shared_ptr<const dashboard::Dashboard> m_board;
  std::size_t m_index;
  State m_state = State::loading;
  Panel* m_panel;
  Chip* m_chip;
  QStackedWidget* m_stack;
  QWidget* m_front;
  QVBoxLayout* m_frontLayout;
  QWidget* m_body = nullptr;
  QWidget* m_content = nullptr;  ///< the drawing, when that is the body
  QString m_noteShown;           ///< so that the same note is not made each time
  PlainLabel* m_foot;
  QueryCard* m_card = nullptr;
  std::uint64_t m_number = 0;  ///< of the newest round of questions
  std::size_t m_expected = 0;
  Time m_asked;
  std::vector<PanelAnswer> m_arriving;
  std::vector<PanelAnswer> m_answers;
};

}  // namespace claimscope::ui
