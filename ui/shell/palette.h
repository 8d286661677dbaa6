// Palette: one field for objects, pages (@), commands (>) and findings (#). GUI thread.
#pragma once

#include <QFrame>
#include <QLineEdit>
#include <QListView>
#include <QTimer>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "ui/base/plain_label.h"
#include "ui/base/shapes.h"
#include "ui/shell/name_index.h"

namespace claimscope::ui {

/// One thing that can be chosen.
struct PaletteItem {
  enum class Sort { object, finding, action, command, page, view, address };
  Sort sort = Sort::command;
  QString id;      ///< of the page, command, view; the address itself
  QString name;    ///< matched
  QString detail;  ///< "Claim · ml-workloads · pending"
  QString icon;
  QString keys = {};  ///< at the right, as a key cap
  std::optional<ObjectRef> object = {};
  std::optional<Mark> mark = {};      ///< instead of the icon
  bool waiting = false;               ///< an object that is explained
  std::function<void()> run = {};     ///< of actions
  std::vector<int> marks = {};        ///< letters that were hit
  [[nodiscard]] QString key() const;  ///< the same for the same thing: what was chosen lately is kept by it
};

/// What the window offers when the palette opens: all but objects, which come from the snapshot.
struct PaletteOffer {
  cluster::SnapshotPtr snapshot;
  std::vector<PaletteItem> items;   ///< in the order of an empty text
  std::vector<PaletteItem> recent;  ///< newest first
};

/// 640 wide, rows of 36. Typing searches; Up and Down, Page Up and Down and Tab move; Enter chooses, with Ctrl in the topology;
/// Esc closes.
class Palette final : public QFrame {
  Q_OBJECT
 public:
  Palette(Look& look, QWidget* parent);
  ~Palette() override;
  /// Over the upper middle of the parent. `text` stands in the field: ">" for commands.
  void open(PaletteOffer offer, const QString& text = {});
  /// While the cluster is still being read: names that have come since.
  void refresh(const cluster::SnapshotPtr& snapshot);
  [[nodiscard]] QLineEdit& field() { return *m_field; }
  [[nodiscard]] int rowCount() const;
  [[nodiscard]] const PaletteItem& item(int row) const;
  [[nodiscard]] int currentRow() const;
  /// All names have been looked at.
  [[nodiscard]] bool finished() const { return !m_more.isActive(); }
  [[nodiscard]] QString foot() const;

 Q_SIGNALS:
  void chosen(const claimscope::ui::PaletteItem& item, bool beside);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  class Model;
  void search();
  void goOn();
  void fit();
  void show(bool keepRow);
  void choose(bool beside);
  void move(int step);

  Look& m_look;
  Model* m_model;
  QLineEdit* m_field;
  PlainLabel* m_hint;
  QListView* m_list;
  PlainLabel* m_foot;
  PaletteOffer m_offer;
  NameIndex m_index;
  NameSearch m_search;
  std::vector<std::pair<int, PaletteItem>> m_fixed;  ///< matches besides objects, with their score
  bool m_objects = false;                            ///< the text asks for objects too
  QString m_words;                                   ///< the text without its sign
  QTimer m_more;
  int m_slices = 0;
};

}  // namespace claimscope::ui

Q_DECLARE_METATYPE(const claimscope::ui::PaletteItem*)
