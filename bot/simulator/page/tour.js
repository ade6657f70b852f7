// What the guide shows: the minute and a half that goes through the house, and what else there is to try. Each stop says
// whose phone it is on, which button is next (as the phone is now), and by what one sees that it has been done.

export const ALMA = { role: "borger", name: "Alma" };
const BENT = { role: "borger", name: "Bent" };
const METTE = { role: "staff", name: "Mette" };
const LIS = { role: "leader", name: "Lis" };
const ANSWER = /^1:s\d+:\d+:[^<>~*/.,?!#-]/; // a button of a question that answers it
const ON = /^1:s\d+:\d+:>$/; // no thanks, or done
const AGAIN = /^1:s\d+:\d+:~$/; // a receipt's: change the answer
const OPEN = /^1:x\d+:0:open$/; // one of the news
const FOLLOW_UP = /^1:m\d+:0:follow_up$/;
const DONE = /^1:f\d+:0:done$/; // a follow-up that is agreed can be told done
const LATE = /^1:u\d+:0:late$/;
const CALL = /^1:t\d+:0:call_now$/; // whoever was told can say that they call
const CALL_OFF = /^1:t\d+:0:enough$/; // whoever asked can say that it is not needed
const BACK = /^1:u\d+:0:$/;

/** The newest message that has a button with such data. */
function having(phone, data) {
  return phone.messages.findLast(({ buttons }) => buttons.flat().some((button) => data.test(button.data ?? "")));
}

/** The place of the newest button with such data, and with these words if some are given. */
function button(phone, data, words = "") {
  const message = having(phone, data);
  const found = message?.buttons.flat().find((one) => data.test(one.data ?? "") && one.text.includes(words));
  return found ? phone.buttonOf(message.message_id, found.data) : null;
}

/** What may be answered to the question that is open: the second best of a row of signs, or the first there is. */
function answer(phone) {
  const message = phone.messages.findLast(({ buttons }) => buttons.length);
  const row = message?.buttons[0].filter(({ data }) => ANSWER.test(data ?? "")) ?? [];
  const chosen = row.at(row.length > 2 ? -2 : 0) ?? message?.buttons.flat().find(({ data }) => ON.test(data ?? ""));
  return chosen ? phone.buttonOf(message.message_id, chosen.data) : null;
}

const newest = (phone) => phone.messages.findLast(({ from_bot: bot }) => bot);
const since = (message, stop) => message && new Date(message.edited ?? message.date) >= stop.began;

export const MINUTE = [
  {
    number: 1, who: ALMA,
    text: "Alma bliver spurgt, hvordan hun har det. Tryk ved ringen, eller vælg et andet svar.",
    target: answer,
    done: (phone) => Boolean(having(phone, AGAIN)),
  },
  {
    number: 2, who: METTE,
    text: "Mette får besked kl. 16.30. Stil uret frem.",
    target: (phone, { demo }) =>
      demo.next_event?.includes("opsamling til Mette") ? document.getElementById("jump") : phone.keyOf("Nyt"),
    done: (phone, stop) => since(having(phone, OPEN), stop) && Boolean(button(phone, OPEN, "Alma")),
  },
  {
    number: 3, who: METTE,
    text: "Mette er kontaktperson. Åbn det nye fra Alma.",
    target: (phone) => button(phone, OPEN, "Alma") ?? phone.keyOf("Nyt"),
    done: (phone) => Boolean(having(phone, FOLLOW_UP)?.text.startsWith("Alma")),
  },
  {
    number: 4, who: METTE,
    text: "Mette vælger, hvad hun vil gøre, og hvornår.",
    target: (phone) => (having(phone, ANSWER) ? answer(phone) : button(phone, FOLLOW_UP)),
    done: (phone) => Boolean(having(phone, DONE)),
  },
  {
    number: 4, who: ALMA, next: "Se lederens telefon",
    text: "Alma får at vide, hvad Mette vil gøre.",
    target: (phone) => phone.itemOf(newest(phone)?.message_id),
    done: () => false,
  },
  {
    number: 5, who: LIS,
    text: "Lis er leder. Hun ser, hvad der er forsinket. Hun ser ikke, hvad borgerne har svaret.",
    target: (phone) => button(phone, LATE) ?? phone.keyOf("Huset"),
    done: (phone) => Boolean(having(phone, BACK)) && having(phone, BACK) === newest(phone),
  },
];
export const STOPS = 5;

/** What else there is to try, by the name of its button. */
export const MORE = {
  pictures: [{
    who: BENT,
    text: "Bent læser ikke. Hans kort har kun billeder, og 🔊 læser dem højt. Svar for ham.",
    target: answer,
    done: () => false,
  }],
  night: [
    {
      who: ALMA, at: "22.47",
      text: "Klokken er 22.47. Alma vil gerne snakke med nogen.",
      target: (phone) => phone.keyOf("Snak med nogen"),
      done: (phone, stop) => since(having(phone, CALL_OFF), stop) && Boolean(stop.tapped),
    },
    {
      who: ALMA, next: "Se, hvem der får besked",
      text: "Alma ser, hvem der får besked, og hvem hun kan ringe til nu.",
      target: (phone) => phone.itemOf(having(phone, CALL_OFF)?.message_id),
      done: () => false,
    },
    {
      who: LIS,
      text: "Huset har ikke personale om natten. Lis er leder og får besked. Svar for hende.",
      target: (phone) => button(phone, CALL),
      done: (phone, stop) => Boolean(stop.tapped) && !having(phone, CALL),
    },
    {
      who: ALMA,
      text: "Alma ser, hvad Lis gør.",
      target: (phone) => phone.itemOf(newest(phone)?.message_id),
      done: () => false,
    },
  ],
};
