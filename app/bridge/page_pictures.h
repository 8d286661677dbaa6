// PagePictures: pages of the moment in sight as PNG, drawn beside the window in the light theme. GUI thread.
#pragma once

#include <QObject>
#include <QStringList>
#include <functional>
#include <memory>
#include <vector>

#include "app/commands/incident.h"
#include "ui/base/view.h"

namespace claimscope::ui {
class Look;
class MainWindow;
}  // namespace claimscope::ui

namespace claimscope::app {

/// A window of its own that no screen ever shows, so that neither theme nor selection of the one in sight is in a report.
class PagePictures final : public QObject {
  Q_OBJECT
 public:
  explicit PagePictures(QObject* parent = nullptr);
  ~PagePictures() override;
  /// One at a time; `done` is called once, not at all after destruction.
  void draw(const ui::View& view, const QStringList& pages, std::function<void(std::vector<Picture>)> done);

 private:
  void drawNext();
  std::unique_ptr<ui::Look> m_look;
  std::unique_ptr<ui::MainWindow> m_window;
  QStringList m_pages;  ///< yet to come
  std::vector<Picture> m_pictures;
  std::function<void(std::vector<Picture>)> m_done;
};

}  // namespace claimscope::app
