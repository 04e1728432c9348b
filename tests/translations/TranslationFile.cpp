#include "tests/translations/TranslationFile.h"

#include "tests/support/Vectors.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace {

void readTranslation(QXmlStreamReader &xml, TranslatedText &text)
{
    text.state = xml.attributes().value("type"_L1).toString();
    if (!text.counts) {
        text.forms = {xml.readElementText()};
        return;
    }
    while (xml.readNextStartElement())
        text.forms.append(xml.readElementText());
}

TranslatedText readMessage(QXmlStreamReader &xml, const QString &context)
{
    TranslatedText text;
    text.context = context;
    text.counts = xml.attributes().value("numerus"_L1) == "yes"_L1;
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1)
            text.source = xml.readElementText();
        else if (xml.name() == "translation"_L1)
            readTranslation(xml, text);
        else
            xml.skipCurrentElement();
    }
    return text;
}

} // namespace

std::vector<TranslatedText> readTranslationFile(const QString &path)
{
    std::vector<TranslatedText> texts;
    QString context;
    QXmlStreamReader xml(readFile(path));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1)
            context = xml.readElementText();
        else if (xml.name() == "message"_L1)
            texts.push_back(readMessage(xml, context));
    }
    if (xml.hasError())
        QTest::qFail(qPrintable(path + ": "_L1 + xml.errorString()), __FILE__, __LINE__);
    return texts;
}

QStringList placesOf(const QString &text)
{
    static const QRegularExpression place(u"%(L?[0-9]{1,2}|L?n)"_s);
    QStringList places;
    for (auto matches = place.globalMatch(text); matches.hasNext();)
        places.append(matches.next().captured());
    places.sort();
    return places;
}

} // namespace enigm::test
