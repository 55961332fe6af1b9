/** Parts of calls that any story may have: how they open, side subjects, how they close (csm is ours, a and b the customer). */

// One line a speaker; " | " separates ways to say the same.

export const openings: string[] = [
  `csm: Good morning {a}. Can you hear me all right? | Hello {a}, I see you but I cannot hear you yet.
a: Yes, now. Sorry, I was still on the line with {siteA}. | Now it works. New headset.
csm: No problem. Is {b} joining us?
b: I am here, I only had to find the camera.
a: We have until a quarter to, then I have the {sites} call.
csm: That is enough. I had put three things on the list, tell me if yours are different.`,
  `a: Sorry for being late, somebody parked in front of the gate again.
csm: Then I am glad that you made it at all. How is {siteA}?
a: Busy. Two people ill, so I have been planning myself this week.
b: With the right screen, for once. | And we survived.
csm: That I would like to have seen. Shall we start?
a: Please.`,
  `csm: Thank you both for making the time. I am recording this, so that I need not type, is that fine with you?
a: Fine with me.
b: Also fine.
csm: Good. I have read the notes of last time; there were two open points on my side and one on yours.
a: Ours is done, I think. {b}?
b: Done on Friday, at five to five. | Nearly. I will come to it.`,
  `b: {a} will be two minutes late, the meeting before runs over.
csm: Then let me ask you something while we wait. How is {feature} on the new phones?
b: Faster. The battery is another matter.
a: Hello, I am here. What did I miss?
csm: Only the battery. Let me share what I have brought.
a: Go ahead.`,
  `csm: Hello {a}, hello {b}. How was the weekend?
a: Short. We had a pipe burst in {siteB}. | Short. We moved offices, half of it is still in boxes.
csm: Did everybody find their jobs?
b: On the phone, yes. On the wall, no. That is why I am in a good mood.
csm: I will note that down before we come to the less good parts.
a: Then let us come to them.`,
  `a: Can we begin? I would like to keep this to half an hour.
csm: Of course. I have one page and no slides.
a: That is the best sentence of my day.
b: I printed it. Old habit.
csm: Then you are ahead of me. Top left is the figure that I want to talk about.
a: I saw it.`,
  `csm: Is this a good time? You sound as if you were outside.
a: I am in the yard in {siteC}, it is the only place with a signal. Go on, it is fine.
b: I am in the office, so one of us can look things up.
csm: Perfect. I will keep it in words then, without a screen.
a: Good. What have you got?
csm: Three things, and the first is the one that matters.`,
  `csm: Welcome, everybody. For the recording: this is the call of {meetDay}, with {a} and {b}.
a: And with a cold, sorry about my voice.
csm: Then I do the talking at the beginning. Stop me whenever you like.
b: I have a hard stop on the hour.
csm: Noted. The order is: where we are, what hurts, what we do about it.
a: Start with what hurts, if you ask me.`,
]

/** For a first meeting: nobody can ask how it has been since last time. */
export const firstOpenings: string[] = [
  `csm: Good morning, I am {csmFull}, I look after you at {vendor} from today on.
a: {a}, pleased to meet you. This is {b}.
b: Hello. I was told that I should ask all the questions.
csm: Then we will get on well. I have read what your side wrote before the signature, but I would like to hear it from you.
a: Good, because what we wrote was written by somebody else.
csm: That is nearly always so. Let us begin at the beginning.`,
  `csm: We have not met, so thank you for letting me come by. I am {csmFull}, from {vendor}.
a: I knew the name from the mails. Take a seat. {b} you know, I think?
b: We have written to each other. Now I know the face.
csm: I have an hour in my calendar, and I need half of it.
a: You may have all of it, the other meeting was cancelled.
csm: Then I will ask more than I had planned.`,
]

/** For a last one: there is no next time to agree on. */
export const lastClosings: string[] = [
  `csm: I think that this is all. From me you get the date for the export, and the name of the person who looks after it.
a: Good. And from us the confirmation, in writing.
b: Could I have your number, in case something is missing from the files?
csm: Of course, and please use it. It does not end on the last day.
a: I wish that everybody ended it like this.
csm: Thank you, {a}. Thank you, {b}. All the best to you and to the {crew}.
b: I will tell them.
a: Goodbye.`,
]

export const middles: Record<string, string> = {
  figures: `csm: A word on the figures. Last week {users} people were active, of {seats} seats.
a: Is that people who logged in or people who did something?
csm: Who did something. Opening the app does not count.
a: All right, then it is honest.
csm: {strong} is the largest part of the {events} actions. {weak} is far behind.
b: {weak} is only {siteA}, the others were never shown it.
csm: That was going to be my question. Is it wanted in the others?
b: In {siteB} yes. In {siteC} I would wait.
a: Put {siteB} down. I will tell them myself.
csm: Then I send you the list by {site}, every Monday, until you tell me to stop.`,
  request: `a: May I bring up something from the {crew}? They ask for {request}.
csm: You have mentioned it before, I think in {lastQuarter}.
a: I have mentioned it three times.
csm: You are right. Let me tell you where it really stands. It is on the list for {nextQuarter}, and it is not promised.
b: What does "not promised" mean? In our house it means no.
csm: In ours it means that two things stand before it. If one of them slips, it slips as well.
a: Can we do something to move it up?
csm: Yes. Tell me what it costs you. Hours a week, in one {site}, with a name behind it.
b: I can give you that. About {few} hours a week in {siteA} alone.
csm: That is the kind of sentence that moves things. I will put it in as you said it.`,
  offline: `b: One thing on the phones. In the basement in {siteB} there is no connection at all.
csm: And what happens to the entries?
b: Most of the time they come through when they are upstairs again. Sometimes a photo is missing.
csm: Only photos, or answers as well?
b: Only photos, as far as I know. The {crew} take them twice now, to be safe.
a: Which is not what we bought it for.
csm: No, it is not. Could you send me two job numbers where it happened?
b: I have them here. I will put them in the chat.
csm: Thank you. With those the engineers can see where it got lost. I come back to you by {weekday}.
a: And until then, twice. All right.`,
  signon: `b: From our IT: they want everybody on single sign-on by the end of {nextMonth}.
csm: Good, that is quickly done. Who has the rights on your side?
b: I do, together with somebody from head office.
csm: Then we need half an hour, the two of you and our engineer. You bring the metadata file.
b: What happens to the people without a company address? We have {dozen} temporary {crew}.
csm: They can stay on a password, in a group of their own. You decide when the group closes.
a: I want it to close by itself when the contract ends.
csm: That works, if the end date is in the record.
b: It is, for most of them.
csm: Then let us take {meetDate}. I send the invitation and the two pages of preparation.`,
  training: `a: We have {few} new people starting, and the ones from last time have forgotten half of it.
csm: Where are they?
a: Most of them in {siteB}.
b: If you do another session, please not in the afternoon. They are gone by three.
csm: Seven thirty, before the first job? Twenty minutes, with the jobs of that very day.
b: That would be a first. Yes, that would work.
csm: And I would like one of yours to do the second half. They listen to their own people.
a: Take {user}. Complains a lot, but knows it best.
csm: Those are the best teachers. I will call {user} before and agree who says what.
a: {meetDate} then. I tell the team leader.`,
  numbers: `a: My boss wants a figure for {act}. One figure, every month.
csm: What would convince your boss?
a: That fewer people drive somewhere twice.
csm: Then take the jobs that were closed at the first visit. It is in Insights already, only not as a share.
b: I tried to build that. I got above a hundred per cent.
csm: Because of the cancelled ones. They have to be taken out before, I can show you where.
b: That would explain why {lastMonth} looked so good.
a: I have already shown {lastMonth} to my boss.
csm: Then let us correct it before somebody else does. I will send you both versions, with one line on the difference.
a: Please today, if you can.`,
  equipment: `b: The list of {assets} has doubles. When we scan, two come up.
csm: How many, roughly?
b: I stopped counting at {dozen}.
csm: They come from the second import, I think. The numbers had a blank at the end.
b: A blank. That cost us a whole morning.
csm: I am sorry. I can give you a file with the pairs, and you mark which one stays.
a: What happens to the history of the other one?
csm: It moves over. Nothing is deleted, you only see it in one place.
b: Then send me the file. I do it on {weekday}.
csm: You have it tonight.`,
  portal: `a: What do other companies do with their customers? Ours ring us four times a day to ask when we come.
csm: Most of them send a message when the van is on its way. It takes away about a third of the calls.
a: Is that the Customer Portal?
csm: A small part of it. You can switch on the message without the rest.
b: And if the van is late? Then they get a message and ring anyway.
csm: The message follows the real position, so it corrects itself. It is not perfect in the city.
a: I would try it with one customer. One who likes us.
csm: That is the right way round. Choose one, and I set it up for four weeks.
b: I know which one.
a: So do I.`,
  people: `csm: May I ask about the people? Last time you said that {siteB} gets a new supervisor.
a: Started on the first. Comes from a hospital, very orderly.
csm: Does {siteB} know yet why we do this?
a: Not really. I gave the short version.
b: The short version was "because I say so".
csm: Would you mind if I came by for an hour? Not to train, only to introduce myself.
a: On the contrary. Bring the figures of {siteA}, that makes an impression.
csm: Gladly. And who stands in for you in {nextMonth}, while you are away?
a: {b} does. With all rights, apart from the budget.
b: Thank you for telling me.`,
  report: `b: The PDF of the finished job is cut off when there are more than ten photos.
csm: Since the last update?
b: Since always, I think, but now customers have noticed.
csm: Is there a ticket?
b: Two. One was closed with "works as designed".
a: Which I would like to have framed.
csm: I can imagine. I will reopen it myself and write what you have just told me.
a: What we need is that nobody has to send it by hand any more.
csm: Understood. By {weekday} you know whether it is a fault or a limit, and in both cases what you can do.
b: Thank you. A clear no is also fine.`,
  stock: `a: We counted the vans last week. Between what the system says and what is there, it is {share}.
csm: More or less than on paper?
a: Less. On paper nobody knew at all.
b: The difference is always the same ten parts. People take two and book one.
csm: Those ten could get a label that is scanned when they leave the shelf.
b: That means a scanner for each van.
csm: The phone does it. It is slower than a scanner, but for ten parts it is enough.
a: How long would it take to try?
csm: A day to print the labels, a week to see something. I would start with two vans.
a: Two vans in {siteC}. {b}, will you take it?
b: If somebody prints the labels.`,
  routes: `b: May I complain about the routes for a minute?
csm: Please do, that is what I am here for.
b: It sends people from {siteA} to the far end of {siteB} and back, because a customer has a fixed time.
csm: Is the time really fixed, or is it what was entered once?
b: Hm. With two of them I would have to ask.
csm: In my experience half of the fixed times are somebody's old habit. Each of them costs you about half an hour of driving.
a: Can I see how many we have?
csm: There is a filter for it. You have {dozen}, I looked before the call.
a: That many? I would have said ten.
csm: Go through them with the dispatcher once, it is the cheapest thing you can do this month.`,
  security: `a: Our data protection people have asked again where the photos are stored.
csm: In the region of your contract, and nowhere else. I sent a paper in {lastMonth}; did it reach them?
a: It reached me. I put it somewhere.
b: I forwarded it to the wrong department, I admit.
csm: I send it again, with the two questions that usually follow already answered.
a: How long are the photos kept?
csm: As long as you set. You have seven years at the moment, which is the default and probably too long.
b: Our rule says three.
csm: Then we change it to three, but please let somebody sign that. It deletes things.
a: I sign it. Send me the form.`,
  budget: `a: One question that I have to ask. Our budget round starts in {nextMonth}, what do I put in?
csm: The present contract is {arr} a year, and runs until {renewal}.
a: And after that?
csm: If nothing changes in scope, plan with the usual adjustment, and not with a surprise.
b: "Usual" is a word that buyers like to hear explained.
csm: Fair. Between four and seven per cent in the last years. {ae} gives you the exact figure ninety days before.
a: And if we took fewer seats?
csm: Then it is less, and I would tell you so. You have {idle} seats that nobody used last week.
a: I will keep that sentence.
csm: You may. I would rather have you full than large.`,
}

export const closings: string[] = [
  `csm: Let me sum up. I send the list by {weekday}, and you talk to {siteB}.
a: Correct.
b: And the two job numbers, those are from me.
csm: Thank you. Next time on {meetDate}, same hour?
a: Make it half an hour later, please.
csm: Done. Anything that we have not talked about and should have?
a: No. That was useful, for once no slides.
csm: I will remember that. Goodbye to both of you.`,
  `a: We have to stop soon. What do you need from me?
csm: One decision and one name. The decision is whether {siteB} comes first.
a: It does.
csm: And the name is whoever answers when I call there.
b: Write down {user}. I let them know.
csm: Then I have what I need. The summary is with you this evening.
a: Short, please.
csm: Five lines. Have a good day.`,
  `csm: So, in the order of who does what. {b} sends the file. I check it and answer by {weekday}. {a}, you speak with {sponsor}.
a: When I next see {sponsor}, which is {meetDay}.
csm: That is early enough.
b: Should I send the file with the old numbers?
csm: As it is. Please do not tidy it up, I want to see what is really in it.
b: That is the first time that somebody says so.
a: Good. Thank you all.
csm: Thank you. Until {meetDate}.`,
  `b: I have to go, sorry. I read the rest in the notes.
csm: Of course, thank you {b}.
a: I have two more minutes. How do you see it, honestly?
csm: Honestly: the product part is all right, the people part is where it will be decided.
a: I would have said the same.
csm: Then let us spend the next call on that alone, on {meetDate}.
a: Agreed. Put it in the calendar.
csm: It is in. Take care.`,
  `csm: I would like to end with what could go wrong. In your opinion, what is it?
a: That everybody nods and nothing happens.
b: That {siteB} says yes and means no.
csm: Both are in the notes. I will ask on {meetDate} about exactly those two.
a: Do that. It annoys me and it helps.
csm: Then we understand each other. By {dueDate} you have the offer for the session, and I have the file.
b: You have the file by tomorrow.
csm: Even better. Thank you both.`,
  `csm: My notes say: three things from me, one from you. Shall I read them?
a: Please.
csm: From me the figures by {site}, an answer on the request by {dueDate}, and the date for {siteB}. From you the name in {siteC}.
a: You get the name as soon as somebody raises a hand.
b: Nobody will raise a hand. I will choose one.
csm: That also works.
a: Good. Then until next time, and thank you for being plain.
csm: Likewise. Goodbye.`,
  `a: I think that was everything on my list.
csm: On mine there is one small thing left. May I send you a survey in {nextMonth}? Two questions.
a: If they are really two.
csm: They are. And I read the answers myself.
b: Then I will be careful with what I write.
csm: Please do not be. The careful ones do not help me.
a: All right. See you on {meetDate}.
csm: See you then. Thank you.`,
  `csm: Before we close: who tells the {crew}? It should not come from me.
a: I do, in the meeting on {meetDay}.
b: I could put it on the board as well. They read the board.
csm: Both, please. And I send you three sentences that you can change.
a: No sentences. I have my own.
csm: Even better. Then I only write the summary.
b: And copy {user}, please.
csm: Will do. Thank you, and until soon.`,
]
