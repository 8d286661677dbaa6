// draw_icons LOGO.svg FOLDER SIZE…: writes FOLDER/SIZE.png for a desktop's icon theme; the same bytes every time. One thread.
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <cstdio>

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QGuiApplication application(argc, argv);
  const QStringList arguments = QGuiApplication::arguments();
  if (arguments.size() < 4) {
    std::fputs("usage: draw_icons LOGO.svg FOLDER SIZE...\n", stderr);
    return 2;
  }
  QSvgRenderer logo(arguments[1]);
  if (!logo.isValid()) {
    std::fprintf(stderr, "draw_icons: %s is no picture that Qt Svg can read\n", qPrintable(arguments[1]));
    return 2;
  }
  for (const QString& word : arguments.mid(3)) {
    const int size = word.toInt();
    if (size < 8 || size > 1024) {
      std::fprintf(stderr, "draw_icons: %s is no size in pixels\n", qPrintable(word));
      return 2;
    }
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    logo.render(&painter, QRectF(0, 0, size, size));
    painter.end();
    const QString path = arguments[2] + QLatin1Char('/') + word + QStringLiteral(".png");
    if (!image.save(path, "PNG", 0)) {
      std::fprintf(stderr, "draw_icons: cannot write %s\n", qPrintable(path));
      return 1;
    }
  }
  return 0;
}
