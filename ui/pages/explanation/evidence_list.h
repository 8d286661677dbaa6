// EvidenceList: the facts an answer rests on: object, value, mark and time, a line each. GUI thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/base/plain_label.h"
#include "ui/base/view.h"

namespace claimscope::ui {

/// Folded it shows as many lines as it has room for, at least two; unfolded every fact with its field and rule. One tab stop: Up
/// and Down choose a line, Ctrl+C copies it.
class EvidenceList final : public QWidget {
  Q_OBJECT
 public:
  explicit EvidenceList(Look& look, QWidget* parent = nullptr);
  void setEvidence(const std::vector<explanation::Evidence>& evidence, Time now);
  void setUnfolded(bool unfolded);
  [[nodiscard]] bool unfolded() const { return m_unfolded; }
  [[nodiscard]] int rows() const { return static_cast<int>(m_rows.size()); }
  [[nodiscard]] QString rowText(int row) const;
  /// Lines that are fully in sight.
  [[nodiscard]] int shownRows() const;
  [[nodiscard]] QSize sizeHint() const override { return {400, minimumHeight()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Row {
    QString object;
    QString field;
    QString value;
    QString rule;
    QString mark;
    QString time;
    QString command;
    Ink ink = Ink::muted;
    int y = 0;
    int height = 18;
    friend bool operator==(const Row& a, const Row& b) {
      return a.object == b.object && a.field == b.field && a.value == b.value && a.rule == b.rule && a.mark == b.mark &&
             a.time == b.time && a.command == b.command;
    }
  };
  void layOut();
  [[nodiscard]] int rowAt(int y) const;
  void paintRow(QPainter& painter, const Row& row) const;

  Look& m_look;
  std::vector<Row> m_rows;
  bool m_unfolded = false;
  int m_current = 0;
  int m_objectWidth = 92;
  int m_markWidth = 0;
  int m_timeWidth = 0;
};

}  // namespace claimscope::ui
