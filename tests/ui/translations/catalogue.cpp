#include "tests/ui/translations/catalogue.h"

#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace {

void readMessage(QXmlStreamReader& xml, std::map<TextKey, Translation>& texts) {
  QString source;
  QString comment;
  Translation translation;
  while (xml.readNextStartElement()) {
    if (xml.name() == QLatin1String("source")) {
      source = xml.readElementText();
    } else if (xml.name() == QLatin1String("comment")) {
      comment = xml.readElementText();
    } else if (xml.name() == QLatin1String("translation")) {
      const QString state = xml.attributes().value(QLatin1String("type")).toString();
      translation.text = xml.readElementText();
      translation.finished = state.isEmpty() && !translation.text.isEmpty();
    } else if (xml.name() == QLatin1String("location")) {
      const QXmlStreamAttributes at = xml.attributes();
      translation.place =
          at.value(QLatin1String("filename")).toString() + QLatin1Char(':') + at.value(QLatin1String("line")).toString();
      xml.skipCurrentElement();
    } else {
      xml.skipCurrentElement();
    }
  }
  texts[{source, comment}] = translation;
}

}  // namespace

Catalogue readCatalogue(const QByteArray& bytes, QString& problem) {
  Catalogue out;
  QXmlStreamReader xml(bytes);
  xml.readNextStartElement();  // TS
  while (xml.readNextStartElement()) {
    if (xml.name() != QLatin1String("context")) {
      xml.skipCurrentElement();
      continue;
    }
    QString name;
    while (xml.readNextStartElement()) {
      if (xml.name() == QLatin1String("name")) {
        name = xml.readElementText();
      } else if (xml.name() == QLatin1String("message")) {
        readMessage(xml, out[name]);
      } else {
        xml.skipCurrentElement();
      }
    }
  }
  problem = xml.hasError() ? xml.errorString() : QString();
  return out;
}

QByteArray writeCatalogue(const Catalogue& catalogue, const QString& language) {
  QByteArray out;
  QXmlStreamWriter xml(&out);
  xml.setAutoFormatting(true);
  xml.setAutoFormattingIndent(1);
  xml.writeStartDocument();
  xml.writeDTD(QStringLiteral("<!DOCTYPE TS>"));
  xml.writeStartElement(QStringLiteral("TS"));
  xml.writeAttribute(QStringLiteral("version"), QStringLiteral("2.1"));
  xml.writeAttribute(QStringLiteral("language"), language);
  xml.writeAttribute(QStringLiteral("sourcelanguage"), QStringLiteral("en"));
  for (const auto& [context, texts] : catalogue) {
    xml.writeStartElement(QStringLiteral("context"));
    xml.writeTextElement(QStringLiteral("name"), context);
    for (const auto& [key, translation] : texts) {
      xml.writeStartElement(QStringLiteral("message"));
      xml.writeTextElement(QStringLiteral("source"), key.first);
      if (!key.second.isEmpty()) {
        xml.writeTextElement(QStringLiteral("comment"), key.second);
      }
      xml.writeStartElement(QStringLiteral("translation"));
      if (!translation.finished) {
        xml.writeAttribute(QStringLiteral("type"), QStringLiteral("unfinished"));
      }
      xml.writeCharacters(translation.text);
      xml.writeEndElement();
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
  xml.writeEndDocument();
  return out;
}
