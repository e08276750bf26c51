"""Which language a text is in, whatever the page declares."""

from __future__ import annotations

import pytest

from pipeline.clean.language import detect_language

TEXTS = {
    "en": "The army said on Monday that two of its men had been killed when a mine went off under "
    "their car on the road to the airport, and that it had sent more men to the town.",
    "es": "El ejército dijo el lunes que dos de sus hombres murieron cuando una mina estalló bajo "
    "el coche en la carretera al aeropuerto, y que había enviado más hombres a la ciudad.",
    "pt": "O exército disse na segunda-feira que dois dos seus homens foram mortos quando uma mina "
    "explodiu sob o carro na estrada do aeroporto, e que não há mais feridos na cidade.",
    "fr": "L'armée a déclaré lundi que deux de ses hommes ont été tués par une mine sur la route "
    "de l'aéroport, et que des renforts sont arrivés dans la ville pour la nuit.",
    "de": "Die Armee teilte am Montag mit, dass zwei ihrer Männer auf der Straße zum Flughafen von "
    "einer Mine getötet wurden und dass sie mehr Männer in die Stadt geschickt hat.",
    "id": "Tentara mengatakan pada hari Senin bahwa dua orang dari mereka tewas dalam ledakan "
    "ranjau di jalan ke bandara, dan tidak ada korban lain yang terluka karena serangan tersebut, "
    "tetapi jalan itu masih akan ditutup untuk beberapa hari lagi.",
    "tr": "Ordu pazartesi günü yaptığı açıklamada iki askerin mayın patlaması ile öldüğünü ve bu "
    "saldırı için bir soruşturma olduğunu, ancak daha sonra yolun açıldığını ve en az bir kişi "
    "daha yaralandığını, bu kişinin ise çok kötü olmadığını söyledi.",
    "ru": "В понедельник армия заявила, что двое военных погибли при взрыве мины на дороге в "
    "аэропорт, и что в город были отправлены еще люди, но после этого не было новых атак.",
    "uk": "У понеділок армія заявила, що двоє військових загинули під час вибуху міни на дорозі до "
    "аеропорту, та що до міста було відправлено ще людей, але після цього не було атак.",
    "ar": "قال الجيش يوم الاثنين إن اثنين من رجاله قتلا في انفجار لغم على الطريق إلى المطار وإن "
    "قوات أخرى كانت في المدينة بعد ذلك كما قال مسؤول من الحكومة عن هذا الهجوم الذي وقع",
    "fa": "ارتش روز دوشنبه گفت که دو نفر از نیروهای آن در انفجار مین در جاده فرودگاه کشته شده اند "
    "و این حمله را محکوم کرد و گفت که برای شهر نیروی دیگر با خود آورده است تا",
    "zh": "军方周一表示，两名士兵在通往机场的公路上被地雷炸死，另有三人受伤，部队已经进入城市。",
    "ja": "軍は月曜日、空港へ向かう道路で地雷が爆発し、兵士二人が死亡したと発表した。",
    "ko": "군은 월요일 공항으로 가는 도로에서 지뢰가 폭발해 군인 두 명이 숨졌다고 밝혔다.",
    "hi": "सेना ने सोमवार को कहा कि हवाई अड्डे की सड़क पर एक बारूदी सुरंग फटने से दो जवान मारे गए।",
    "th": "กองทัพกล่าวเมื่อวันจันทร์ว่าทหารสองนายเสียชีวิตเมื่อทุ่นระเบิดระเบิดบนถนนไปสนามบิน",
    "he": "הצבא מסר ביום שני ששני חיילים נהרגו כאשר מוקש התפוצץ בדרך לשדה התעופה.",
    "el": "Ο στρατός είπε τη Δευτέρα ότι δύο άνδρες σκοτώθηκαν από νάρκη στον δρόμο.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_is_known_by_its_words(language: str):
    wrong = "de" if language == "en" else "en"
    assert detect_language(TEXTS[language], [wrong]) == language


@pytest.mark.parametrize(
    ("declared", "language"),
    [(["en-GB"], "en"), ([None, "", "EN_us"], "en"), (["english", "fr"], "fr"), ([], None)],
)
def test_a_text_that_does_not_say_is_in_the_declared_language(
    declared: list[str | None], language: str | None
):
    assert detect_language("Basra: 2 - Mosul: 1", declared) == language


def test_names_in_another_script_do_not_change_the_language():
    text = TEXTS["en"] + " The channel (الجيش السوري) told its readers so."
    assert detect_language(text) == "en"
