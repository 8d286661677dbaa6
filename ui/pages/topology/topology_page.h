// TopologyPage: the interactive graph with its toolbar and states. GUI thread.
#pragma once

#include <QLineEdit>

#include "ui/base/controls.h"
#include "ui/base/plain_label.h"
#include "ui/canvas/picture.h"
#include "ui/canvas/topology_canvas.h"
#include "ui/pages/page.h"
#include "ui/pages/topology/crumb_bar.h"
#include "ui/pages/topology/pick_menus.h"
#include "ui/tables/story_frame.h"

namespace claimscope::ui {

class TopologyPage final : public Page {
  Q_OBJECT
 public:
  explicit TopologyPage(Look& look, QWidget* parent = nullptr);

  void setView(const View& view) override;
  void setSelection(const std::optional<ObjectRef>& object) override;
  [[nodiscard]] QString subtitle() const override { return m_subtitle; }
  void focusFind() override;
  [[nodiscard]] QWidget* headerTools() override { return m_tools; }
  [[nodiscard]] TopologyCanvas& canvas() { return *m_canvas; }
  [[nodiscard]] StoryFrame& story() { return *m_story; }
  [[nodiscard]] QString zoomText() const { return m_zoom->text(); }
  [[nodiscard]] CrumbBar& crumbs() { return *m_crumbs; }
  [[nodiscard]] PickButton& groupButton() { return *m_group; }
  [[nodiscard]] PickButton& colourButton() { return *m_colour; }
  void setGroupBy(const topology::Grouping& grouping);
  void setColourBy(const ColourChoice& choice);
  /// The topology as a file: what is in sight or everything; the shell asks where.
  void savePicture(PictureKind kind, bool everything);
  /// What could fail around the selection, as a menu; says so when nothing is selected.
  void fillBlastMenu(QMenu& menu);

 Q_SIGNALS:
  /// Bytes for a file of this name.
  void saveRequested(const QString& name, const QByteArray& bytes);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeTools();
  [[nodiscard]] QLineEdit* makeFind(QWidget* parent);
  [[nodiscard]] QWidget* makeZoom(QWidget* parent);
  [[nodiscard]] QWidget* makeCrumbs();
  void fillExportMenu(QMenu& menu);
  void updateCrumbs();
  void goToCrumb(int target);
  void nextMatch(int step);
  void showState();
  [[nodiscard]] std::optional<ObjectRef> selectedObject() const;

  TopologyCanvas* m_canvas;
  StoryFrame* m_story;
  QWidget* m_tools;
  CrumbBar* m_crumbs = nullptr;
  PickButton* m_group = nullptr;
  PickButton* m_colour = nullptr;
  PlainLabel* m_matches = nullptr;
  QLineEdit* m_find = nullptr;
  PlainLabel* m_zoom = nullptr;
  TopologyCanvas::Place m_place;  ///< of the crumbs in sight
  cluster::NodeIndex m_crumbNode = cluster::kNone;
  View m_view;
  std::optional<ObjectRef> m_wanted;  ///< selected while there was no view, or not in it yet
  QString m_subtitle;
};

}  // namespace claimscope::ui
